import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isRowId } from '#platform/row-id.js';
import { readBuyer } from './facts.js';
import { endOrder, findCart, lockOrder } from './order-rows.js';
import type { Funds, PricedOrder } from './types.js';
import { fundsOf, lockBuyer } from './weigh-order.js';

/** The order that waits for a person's money, and what is missing; undefined: none, or its time is over. */
export async function readCart(
  tenant: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<({ readonly order: PricedOrder } & Funds) | undefined> {
  const order = await findCart(tenant, tx, { userId, isLocked: false });
  const buyer = order && (await readBuyer(tenant, tx, { userId, isLocked: false }));
  if (!buyer || order.expiresAt.getTime() <= now()) return undefined;
  return { order, ...fundsOf(buyer, order.quote) };
}

/** Drops an open order; false when there is none of that number. `orderId` comes from a button and may be anything. */
export async function dropCart(
  tenant: Tenant,
  tx: Tx,
  { userId, orderId }: { readonly userId: string; readonly orderId: string },
): Promise<boolean> {
  if (!isRowId(orderId)) return false;
  await lockBuyer(tenant, tx, userId);
  const order = await lockOrder(tenant, tx, { userId, orderId });
  if (order?.state !== 'draft' && order?.state !== 'waiting') return false;
  await endOrder(tenant, tx, { orderId, state: 'cancelled' });
  return true;
}
