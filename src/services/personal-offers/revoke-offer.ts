import type { Tenant, Tx } from '#tenancy/scope.js';
import { endDiscount } from '../discounts/end-discounts.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { writeTestSquads } from './test-squads.js';

const ownerOf = 'select user_id::text from personal_offers where bot_id = $1 and id = $2';
const lockOne = `
  select o.discount_id::text, o.subscription_id::text, d.used_at is not null or d.valid_until <= $3 as is_over
  from personal_offers o left join discount_offers d on d.bot_id = $1 and d.id = o.discount_id
  where o.bot_id = $1 and o.id = $2 and o.ended_at is null for no key update of o`;
const end = `
  update personal_offers set ended_at = $3, end_reason = 'revoked', due_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/**
 * Takes an offer back: nobody can take it any more, and what was taken by it ends now. A payment that is open keeps the price that was
 * shown. False: there is no such offer, or it has ended or was used already.
 */
export async function revokeOffer(
  tenant: Tenant,
  tx: Tx,
  { offerId, at }: { readonly offerId: string; readonly at: Date },
): Promise<boolean> {
  const { botId } = tenant;
  const [owner] = await tx.sql<{ user_id: string }>(ownerOf, [botId, offerId]);
  if (!owner) return false;
  await lockBuyer(tenant, tx, owner.user_id);
  const [row] = await tx.sql<{
    discount_id: string | null;
    subscription_id: string | null;
    is_over: boolean | null;
  }>(lockOne, [botId, offerId, at]);
  if (!row || row.is_over) return false;
  await tx.sql(end, [botId, offerId, at]);
  if (row.discount_id !== null) await endDiscount(tenant, tx, { discountId: row.discount_id, at });
  if (row.subscription_id !== null) await writeTestSquads(tenant, tx, [row.subscription_id]);
  return true;
}
