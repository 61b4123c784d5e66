import { now } from '#platform/clock.js';
import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { payOrder } from './confirm-order.js';
import { endOrder, findCart, type StoredOrder } from './order-rows.js';
import { readTerms } from './terms.js';
import type { Confirmed } from './types.js';
import { lockBuyer } from './weigh-order.js';

/**
 * Money came into a person's wallet: buys what waits for it, in the transaction of the credit, and tells the person. Where
 * the bot buys nothing by itself, the person is told that the money suffices. A cart of a blocked person goes on waiting.
 */
export async function completeWaiting(
  tenant: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<void> {
  const buyer = await lockBuyer(tenant, tx, userId);
  if (buyer?.status !== 'active') return;
  const cart = await findCart(tenant, tx, { userId, isLocked: true });
  if (!cart) return;
  if (cart.expiresAt.getTime() <= now()) return expire(tenant, tx, cart);
  if (buyer.balanceToman < cart.quote.totalToman) return;
  const { values } = await readTerms(tenant, tx);
  if (!values.cart_auto_purchase) return tell(tenant, cart, { event: 'funded' });
  const confirmed = await payOrder(tenant, tx, { buyer, order: cart, seenRevision: cart.revision });
  await follow(tenant, tx, { cart, confirmed });
}

async function follow(
  tenant: Tenant,
  tx: Tx,
  { cart, confirmed }: { cart: StoredOrder; confirmed: Confirmed },
): Promise<void> {
  switch (confirmed.kind) {
    case 'paid':
      return tell(tenant, cart, { event: 'completed' });
    case 'changed':
      return tell(tenant, cart, { event: 'changed' });
    case 'refused':
      // The tenant may fill its wallet again; everything else stays as it is.
      if (confirmed.reason !== 'order.tenant_wallet')
        await endOrder(tenant, tx, { orderId: cart.id, state: 'cancelled' });
      return tell(tenant, cart, { event: 'refused', reason: confirmed.reason });
    default:
      return;
  }
}

async function expire(tenant: Tenant, tx: Tx, cart: StoredOrder): Promise<void> {
  await endOrder(tenant, tx, { orderId: cart.id, state: 'expired' });
  await tell(tenant, cart, { event: 'expired' });
}

type Word = {
  readonly event: 'completed' | 'changed' | 'expired' | 'funded' | 'refused';
  readonly reason?: string;
};

const tell = (tenant: Tenant, { id }: StoredOrder, word: Word): Promise<void> =>
  enqueue(tenant, 'notice.buyer', { order_id: id, ...word });
