import type { Tenant, Tx } from '#tenancy/scope.js';
import { readReferralAccount, type ReferralAccount } from './accounts.js';

/** How a person stands as an inviter. */
export interface ReferralOverview extends ReferralAccount {
  /** What they invite with. */
  readonly code: string;
  /** People who came by them. */
  readonly invitedCount: number;
  /** Those of them whose first sufficient payment came. */
  readonly paidCount: number;
  /** What they earned and kept, in all and since an instant, in toman. */
  readonly earnedToman: number;
  readonly earnedSinceToman: number;
}

const read = `
  select referral_code as code,
    (select count(*)::int from users invited where invited.bot_id = $1 and invited.referred_by = users.id
      and invited.registered_at is not null) as "invitedCount",
    (select count(*)::int from referral_rewards where bot_id = $1 and inviter_id = users.id
      and kind = 'first' and taken_back_at is null) as "paidCount",
    sums.earned as "earnedToman", sums.earned_since as "earnedSinceToman"
  from users cross join lateral (
    select coalesce(sum(amount_toman - taken_back_toman), 0)::float8 as earned,
      coalesce(sum(amount_toman - taken_back_toman) filter (where created_at >= $3), 0)::float8 as earned_since
    from referral_rewards where bot_id = $1 and user_id = users.id and inviter_id = users.id) as sums
  where users.bot_id = $1 and users.id = $2`;

/** How a person stands as an inviter; undefined: there is no such person. */
export async function readOverview(
  tenant: Tenant,
  tx: Tx,
  { userId, since }: { readonly userId: string; readonly since: Date },
): Promise<ReferralOverview | undefined> {
  const [row] = await tx.sql<Omit<ReferralOverview, keyof ReferralAccount>>(read, [
    tenant.botId,
    userId,
    since,
  ]);
  return row && { ...row, ...(await readReferralAccount(tenant, tx, userId)) };
}
