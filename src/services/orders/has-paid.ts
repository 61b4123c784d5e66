import type { Tenant, Tx } from '#tenancy/scope.js';

// The one place that says it: a sale to themselves was paid and not taken back, whatever it cost.
const write = `
  update users set has_paid = not has_paid, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and has_paid <> exists (
    select from orders where bot_id = $1 and user_id = $2 and state = 'paid' and kind not in ('gift', 'taking', 'trial'))`;

/**
 * Notes whether a person, who is locked, has bought something for themselves that stands: after each sale of theirs that is made
 * or taken back. A sale counts from the tap on, so that what is for new people alone cannot be bought twice while the panel is
 * slow. A gift for somebody else, a gift that was taken, a trial, and what a code, a campaign or an admin gives make nobody a buyer.
 */
export async function noteHasPaid({ botId }: Tenant, tx: Tx, userId: string): Promise<void> {
  await tx.sql(write, [botId, userId]);
}
