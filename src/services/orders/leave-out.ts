import type { Tenant, Tx } from '#tenancy/scope.js';
import { draftOrder } from './draft-order.js';
import { isRowId } from '#platform/row-id.js';
import { endOrder, lockOrder } from './order-rows.js';
import type { Drafted, PlanWish } from './types.js';
import { lockBuyer } from './weigh-order.js';

/** Most add-ons that a wish can leave out. */
const most = 50;

/**
 * The order for the same plan without an add-on that the person had bought on top, or with it again. Undefined: there is
 * no such open order of theirs; both numbers come from a button and may be anything.
 */
export async function leaveOut(
  tenant: Tenant,
  tx: Tx,
  {
    userId,
    orderId,
    addOnId,
  }: { readonly userId: string; readonly orderId: string; readonly addOnId: string },
): Promise<Drafted | undefined> {
  if (!isRowId(orderId) || !isRowId(addOnId)) return undefined;
  await lockBuyer(tenant, tx, userId);
  const order = await lockOrder(tenant, tx, { userId, orderId });
  if (!order || (order.state !== 'draft' && order.state !== 'waiting') || order.wish.kind !== 'plan')
    return undefined;
  if (!order.quote.addOns?.some(({ id }) => id === addOnId)) return undefined;
  // What waits for money as a cart was for the other choice.
  if (order.state === 'waiting') await endOrder(tenant, tx, { orderId, state: 'cancelled' });
  return draftOrder(tenant, tx, { userId, wish: toggled(order.wish, addOnId) });
}

/** The wish without an add-on, or with it again; the same add-ons are the same wish. */
function toggled({ without = [], ...plan }: PlanWish, addOnId: string): PlanWish {
  const others = without.filter((id) => id !== addOnId);
  const next = others.length < without.length ? others : [...without, addOnId];
  const named = next.sort((left, right) => (BigInt(left) < BigInt(right) ? -1 : 1)).slice(0, most);
  return { ...plan, ...(named.length > 0 && { without: named }) };
}
