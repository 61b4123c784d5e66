import type { Tenant, Tx } from '#tenancy/scope.js';

/** What inviting brought since an instant; toman. */
export interface ReferralSums {
  /** People who came by an invitation. */
  readonly joinedCount: number;
  /** People whose first sufficient payment came, and did not go back. */
  readonly paidCount: number;
  /** What the payments that earned something came to. */
  readonly depositsToman: number;
  /** What inviters and newcomers earned, and what of it was taken back. */
  readonly rewardsToman: number;
  readonly takenBackToman: number;
}

/** Somebody who brings people, by what they earned. */
export interface TopInviter {
  readonly userId: string;
  readonly telegramId: string;
  readonly username: string | null;
  readonly firstName: string;
  readonly paidCount: number;
  readonly depositsToman: number;
  readonly earnedToman: number;
}

/** Before everything that ever happened. */
const everSince = new Date(0);
/** Inviters that are compared. */
const topLength = 10;

const sum = `
  select
    (select count(*)::int from users where bot_id = $1 and referred_by is not null and registered_at >= $2) as "joinedCount",
    count(*) filter (where kind = 'first' and taken_back_at is null)::int as "paidCount",
    coalesce(sum(deposit_toman) filter (where kind <> 'welcome'), 0)::float8 as "depositsToman",
    coalesce(sum(amount_toman), 0)::float8 as "rewardsToman",
    coalesce(sum(taken_back_toman), 0)::float8 as "takenBackToman"
  from referral_rewards where bot_id = $1 and created_at >= $2`;
const top = `
  with inviting as (
    select inviter_id, count(*) filter (where kind = 'first' and taken_back_at is null)::int as "paidCount",
      sum(deposit_toman)::float8 as "depositsToman", sum(amount_toman - taken_back_toman)::float8 as "earnedToman"
    from referral_rewards where bot_id = $1 and created_at >= $2 and kind <> 'welcome'
    group by inviter_id order by 4 desc, inviter_id limit $3)
  select users.id::text as "userId", telegram_id::text as "telegramId", username, first_name as "firstName",
    "paidCount", "depositsToman", "earnedToman"
  from inviting join users on users.bot_id = $1 and users.id = inviter_id
  order by "earnedToman" desc, users.id`;

/** What inviting brought in a bot since an instant; undefined: ever. */
export async function sumReferrals({ botId }: Tenant, tx: Tx, since = everSince): Promise<ReferralSums> {
  const [row] = await tx.sql<ReferralSums>(sum, [botId, since]);
  return row as ReferralSums;
}

/** The ten who earned most by inviting since an instant; undefined: ever. */
export const topInviters = ({ botId }: Tenant, tx: Tx, since = everSince): Promise<TopInviter[]> =>
  tx.sql<TopInviter>(top, [botId, since, topLength]);
