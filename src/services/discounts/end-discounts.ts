import type { Tenant, Tx } from '#tenancy/scope.js';

const endOne = `
  update discount_offers set valid_until = least(valid_until, $3), updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and used_at is null`;
const endOfPerson = `
  update discount_offers set valid_until = least(valid_until, $3), updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and used_at is null`;
// Of an offer whose discount was taken, the discount says it.
const endOffers = `
  update personal_offers set ended_at = $3, end_reason = 'erased', due_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and ended_at is null and (taken_at is null or access_until is not null)`;
const forgetTried = `
  update subscriptions set test_squads = '{}', updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and test_squads <> '{}'`;
const leaveGroups = 'delete from user_promo_groups where bot_id = $1 and user_id = $2';

/** Ends a discount that was not used: it holds for prices that were shown before, and for no later one. */
export async function endDiscount(
  { botId }: Tenant,
  tx: Tx,
  { discountId, at }: { readonly discountId: string; readonly at: Date },
): Promise<void> {
  await tx.sql(endOne, [botId, discountId, at]);
}

/** Ends all that a person was given off, offered and lent, and takes them out of every group, since their data are erased. */
export async function endPromisesTo(
  { botId }: Tenant,
  tx: Tx,
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<void> {
  const place = [botId, userId];
  await tx.sql(endOffers, [...place, at]);
  await tx.sql(endOfPerson, [...place, at]);
  await tx.sql(forgetTried, place);
  await tx.sql(leaveGroups, place);
}
