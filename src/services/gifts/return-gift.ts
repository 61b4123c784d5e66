import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { isRowId } from '#platform/row-id.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { completeWaiting } from '../orders/complete-waiting.js';
import { endGift, lockGift, type StoredGift } from '../orders/gift-rows.js';
import { giftReturned, reverseOrder } from '../orders/reverse-order.js';
import { lockBuyer } from '../orders/weigh-order.js';

/** Who gives the money of an untaken gift back. */
export type Returning = 'buyer' | 'admin';

const buyerOf = `select buyer_id::text as id from gifts where bot_id = $1 and id = $2`;

/**
 * Gives the money of an open gift back to its buyer's wallet, in the open transaction; its link opens nothing any more. A buyer may
 * as long as the rule of the sale says, an admin always. Returns the toman; undefined: it is not open any more, not theirs, or the
 * rule does not allow it. What waits for money is bought with it. Of a buyer whose data were erased it only ends. Throws PermanentError 'resource.unknown'.
 */
export async function returnGift(
  tenant: Tenant,
  tx: Tx,
  { giftId, by, userId }: { readonly giftId: string; readonly by: Returning; readonly userId?: string },
): Promise<number | undefined> {
  const [owner] = isRowId(giftId) ? await tx.sql<{ id: string }>(buyerOf, [tenant.botId, giftId]) : [];
  if (!owner || (by === 'buyer' && owner.id !== userId)) throw new PermanentError('resource.unknown');
  const buyer = await lockBuyer(tenant, tx, owner.id);
  const gift = await lockGift(tenant, tx, { giftId });
  if (gift?.state !== 'open' || (by === 'buyer' && !mayReturn(gift))) return undefined;
  const amountToman = await endWithRefund(tenant, tx, { gift, isErased: buyer?.status === 'deleted' });
  // Who did it themselves sees it.
  if (by === 'admin')
    await notify(tenant, tx, { kind: 'gift_over', about: { user_id: owner.id, gift_id: giftId } });
  await completeWaiting(tenant, tx, { userId: owner.id });
  return amountToman;
}

/** Ends an open gift whose buyer and row are locked, and gives its money back. Returns the toman. */
export async function endWithRefund(
  tenant: Tenant,
  tx: Tx,
  { gift, isErased }: { readonly gift: StoredGift; readonly isErased: boolean },
): Promise<number> {
  const { id: giftId, orderId, priceToman } = gift;
  if (isErased) {
    await endGift(tenant, tx, { giftId, state: 'ended', at: new Date(now()) });
    return 0;
  }
  if (!(await reverseOrder(tenant, tx, { orderId, reason: giftReturned })))
    throw new Error(`the order of gift ${giftId} is not paid though it is open`);
  return priceToman;
}

const mayReturn = ({ refundableUntil }: StoredGift): boolean =>
  refundableUntil !== null && refundableUntil.getTime() > now();
