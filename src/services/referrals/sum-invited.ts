import type { Tenant, Tx } from '#tenancy/scope.js';
import { isSamePersonText } from './second-accounts.js';

/** What came of somebody who was invited; toman. */
export interface InvitedSums {
  readonly id: string;
  readonly hasPaid: boolean;
  readonly earnedToman: number;
  /** Do they seem to be the inviter? Then they earn nothing. */
  readonly isSamePerson: boolean;
}

const sums = `
  select payer.id::text, ${isSamePersonText} as "isSamePerson",
    exists (select from referral_rewards where bot_id = $1 and invited_id = payer.id and kind = 'first'
      and taken_back_at is null) as "hasPaid",
    (select coalesce(sum(amount_toman - taken_back_toman), 0)::float8 from referral_rewards
      where bot_id = $1 and invited_id = payer.id and user_id = inviter.id) as "earnedToman"
  from users payer join users inviter on inviter.bot_id = $1 and inviter.id = payer.referred_by
  where payer.bot_id = $1 and payer.id = any($2::bigint[])`;

/** What came of each of some people who were invited, by their numbers. */
export async function sumInvited(
  { botId }: Tenant,
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InvitedSums>> {
  const rows = await tx.sql<InvitedSums>(sums, [botId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
