import type { Tenant, Tx } from '#tenancy/scope.js';

/** What a person pays for without having it themselves, or has without paying for it. */
const otherKinds = ['gift', 'taking', 'trial'] as const;

/**
 * Has the person $2 of the bot $1 bought something for themselves that stands? An expression. The one place that says it: a sale
 * of theirs was paid and not taken back, whatever it cost. It counts from the tap on, so that what is for new people alone cannot
 * be bought twice while the panel is slow. A gift for somebody else, a gift that was taken, a trial, and what a code, a campaign
 * or an admin gives make nobody a buyer.
 */
export const hasPaidText = `exists (
      select from orders where bot_id = $1 and user_id = $2 and state = 'paid' and kind not in ('${otherKinds.join("', '")}'))`;
const write = `
  update users set has_paid = not has_paid, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and has_paid <> ${hasPaidText}`;

/** Notes whether a person, who is locked, has paid: after each sale of theirs that is made or taken back. */
export async function noteHasPaid({ botId }: Tenant, tx: Tx, userId: string): Promise<void> {
  await tx.sql(write, [botId, userId]);
}
