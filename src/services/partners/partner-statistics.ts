import type { Tenant, Tx } from '#tenancy/scope.js';

/** What partners did in a bot in some time, in toman where money. */
export interface PartnerStatistics {
  readonly accepted: number;
  readonly asked: number;
  /** What the bot owes to all of them now, and what of it waits to be paid out. */
  readonly owedToman: number;
  readonly reservedToman: number;
  /** Outside money that people paid whom partners brought, less what went back. */
  readonly revenueToman: number;
  readonly earnedToman: number;
  readonly paidOutToman: number;
  readonly movedToWalletToman: number;
  readonly openPayouts: number;
}

const now = `
  select count(*) filter (where state = 'accepted')::int as accepted, count(*) filter (where state = 'asked')::int as asked,
    coalesce(sum(balance_toman), 0)::float8 as "owedToman", coalesce(sum(reserved_toman), 0)::float8 as "reservedToman",
    (select count(*)::int from partner_payouts where bot_id = $1 and state in ('requested', 'approved')) as "openPayouts"
  from partners where bot_id = $1`;
const moved = `
  select coalesce(sum(paid_toman), 0)::float8 as "revenueToman",
    coalesce(sum(amount_toman) filter (where from_user_id is not null), 0)::float8 as "earnedToman",
    coalesce(-sum(amount_toman) filter (where kind = 'payout_paid'), 0)::float8 as "paidOutToman",
    coalesce(-sum(amount_toman) filter (where kind = 'moved_to_wallet'), 0)::float8 as "movedToWalletToman"
  from partner_transactions where bot_id = $1 and created_at >= $2 and created_at < $3`;

/** How partners stand now, and what moved from an instant up to another. */
export async function readPartnerStatistics(
  { botId }: Tenant,
  tx: Tx,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<PartnerStatistics> {
  const [standing] = await tx.sql<Omit<PartnerStatistics, keyof Moved>>(now, [botId]);
  const [sums] = await tx.sql<Moved>(moved, [botId, from, to]);
  return { ...(standing as Omit<PartnerStatistics, keyof Moved>), ...(sums as Moved) };
}

type Moved = Pick<PartnerStatistics, 'earnedToman' | 'movedToWalletToman' | 'paidOutToman' | 'revenueToman'>;
