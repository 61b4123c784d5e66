import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { payOrder } from './confirm-order.js';
import type { Buyer } from './facts.js';
import { endOrder, findCart, type StoredOrder } from './order-rows.js';
import { wasPaidItself } from './paid-itself.js';
import { readTerms } from './terms.js';
import type { Confirmed } from './types.js';
import { wakeAutopay } from './wake-autopay.js';
import { lockBuyer } from './weigh-order.js';

interface MoneyCame {
  readonly userId: string;
  readonly paidOrderId?: string | null;
  readonly isFollowed?: boolean;
}

/** The cart of a locked buyer, who has the money for it. */
interface FundedCart extends Omit<MoneyCame, 'userId'> {
  readonly buyer: Buyer;
  readonly cart: StoredOrder;
  /** No money came to its buyer, who heard of the cart when it did: the tenant can pay the fleet again. */
  readonly isResumed?: boolean;
}

/**
 * Money came into a person's wallet: buys what waits for it, in the transaction of the credit, and tells the person. Where
 * the bot buys nothing by itself, the person is told that the money suffices; but an order that was paid itself
 * (`paidOrderId`) is bought. Who waits confirmed it before, so it is bought also while sales are stopped. What autopay could not renew for want of money is tried after that. A cart of a blocked person goes
 * on waiting. True: the person hears that the money came. `isFollowed`: a message of theirs follows the payment of that order, and
 * says that it is bought.
 */
export async function completeWaiting(
  tenant: Tenant,
  tx: Tx,
  { userId, paidOrderId = null, isFollowed = false }: MoneyCame,
): Promise<boolean> {
  const buyer = await lockBuyer(tenant, tx, userId);
  if (buyer?.status !== 'active') return false;
  await wakeAutopay(tenant, tx, userId);
  const cart = await findFunded(tenant, tx, buyer);
  return cart ? complete(tenant, tx, { buyer, cart, paidOrderId, isFollowed }) : false;
}

/**
 * The tenant can pay the fleet again: buys a person's cart for which the money is there, also where the bot buys nothing by itself if the
 * order was paid itself. What they heard when their money came is not said again.
 */
export async function resumeCart(tenant: Tenant, tx: Tx, userId: string): Promise<void> {
  const buyer = await lockBuyer(tenant, tx, userId);
  if (buyer?.status !== 'active') return;
  const cart = await findFunded(tenant, tx, buyer);
  if (!cart) return;
  const paidOrderId = (await wasPaidItself(tenant, tx, { id: cart.id, userId })) ? cart.id : null;
  await complete(tenant, tx, { buyer, cart, paidOrderId, isResumed: true });
}

/** The cart of a locked buyer, if the money for it is there; one whose time is over ends. */
async function findFunded(tenant: Tenant, tx: Tx, buyer: Buyer): Promise<StoredOrder | undefined> {
  const cart = await findCart(tenant, tx, { userId: buyer.id, isLocked: true });
  if (!cart) return undefined;
  if (cart.expiresAt.getTime() <= now()) {
    await expire(tenant, tx, cart);
    return undefined;
  }
  return buyer.balanceToman < cart.quote.totalToman ? undefined : cart;
}

async function complete(tenant: Tenant, tx: Tx, funded: FundedCart): Promise<boolean> {
  const { buyer, cart, paidOrderId = null, isFollowed = false, isResumed = false } = funded;
  const { values } = await readTerms(tenant, tx);
  if (!values.cart_auto_purchase && cart.id !== paidOrderId) {
    if (!isResumed) await tell(tenant, tx, { kind: 'order_funded', cart });
    return true;
  }
  const confirmed = await payOrder(tenant, tx, {
    ...{ buyer, order: cart, seenRevision: cart.revision },
    isPaidFor: true,
  });
  const waitsOn = confirmed.kind === 'refused' && confirmed.reason === 'order.tenant_wallet';
  if (isResumed && waitsOn) return true;
  return follow(tenant, tx, { cart, confirmed, isSaid: isFollowed && cart.id === paidOrderId });
}

async function follow(
  tenant: Tenant,
  tx: Tx,
  { cart, confirmed, isSaid }: { cart: StoredOrder; confirmed: Confirmed; isSaid: boolean },
): Promise<boolean> {
  switch (confirmed.kind) {
    case 'given':
      await tell(tenant, tx, { kind: 'order_completed', cart });
      return true;
    case 'paid':
      // Said already, and the link of a new subscription comes by itself.
      if (!isSaid || confirmed.order.quote.effect !== 'start')
        await tell(tenant, tx, { kind: 'order_completed', cart });
      return true;
    case 'changed':
      await tell(tenant, tx, { kind: 'order_changed', cart });
      return true;
    case 'refused':
      // The tenant may fill its wallet again; everything else stays as it is.
      if (confirmed.reason !== 'order.tenant_wallet')
        await endOrder(tenant, tx, { orderId: cart.id, state: 'cancelled' });
      await notify(tenant, tx, {
        kind: 'order_refused',
        about: { order_id: cart.id, reason: confirmed.reason },
      });
      return true;
    default:
      return false;
  }
}

async function expire(tenant: Tenant, tx: Tx, cart: StoredOrder): Promise<void> {
  await endOrder(tenant, tx, { orderId: cart.id, state: 'expired' });
  await tell(tenant, tx, { kind: 'order_expired', cart });
}

type Kind = 'order_changed' | 'order_completed' | 'order_expired' | 'order_funded';

const tell = (
  tenant: Tenant,
  tx: Tx,
  { kind, cart }: { readonly kind: Kind; readonly cart: StoredOrder },
): Promise<void> => notify(tenant, tx, { kind, about: { order_id: cart.id } });
