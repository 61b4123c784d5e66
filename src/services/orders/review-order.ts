import type { Tenant, Tx } from '#tenancy/scope.js';
import { draftOrder } from './draft-order.js';
import { isRowId } from '#platform/row-id.js';
import { lockOrder } from './order-rows.js';
import type { Drafted, PricedOrder } from './types.js';
import { lockBuyer } from './weigh-order.js';

/**
 * An order that a person has open, at its present price. Undefined: unknown, another person's, or not open any more; an
 * order that was paid is `paid`.
 */
export async function reviewOrder(
  tenant: Tenant,
  tx: Tx,
  { userId, orderId }: { readonly userId: string; readonly orderId: string },
): Promise<Drafted | { readonly kind: 'paid'; readonly order: PricedOrder } | undefined> {
  if (!isRowId(orderId)) return undefined;
  await lockBuyer(tenant, tx, userId);
  const order = await lockOrder(tenant, tx, { userId, orderId });
  if (order?.state === 'paid') return { kind: 'paid', order };
  if (order?.state !== 'draft' && order?.state !== 'waiting') return undefined;
  return draftOrder(tenant, tx, { userId, wish: order.wish });
}
