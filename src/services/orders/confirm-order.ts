import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { isRowId } from '#platform/row-id.js';
import { type Buyer } from './facts.js';
import { cancelOtherCart, endOrder, lockOrder, writeQuote, type StoredOrder } from './order-rows.js';
import { isOrderRefusal, type Sale } from './pricing/sale.js';
import { settleOrder } from './settle-order.js';
import { tellKeptOut } from './tell-kept-out.js';
import type { Terms } from './terms.js';
import type { Confirmed } from './types.js';
import { fundsOf, isSameQuote, lockBuyer, weighOrder } from './weigh-order.js';

/** A tap on "pay". */
export interface Confirmation {
  readonly userId: string;
  /** From the button: may be anything. */
  readonly orderId: string;
  /** Of the quote that the person saw; from the button too. */
  readonly revision: number;
  /** No tap: money came for it, so it is delivered also while sales are stopped. */
  readonly isPaidFor?: boolean;
}

/**
 * Pays an order from the wallet, in the open transaction: ledger, balance, subscription, the tenant's share and the
 * follow-up jobs, or none of it. Again, at once or later, it is the same purchase. When the price has changed since it
 * was shown, nothing is paid; when the wallet is too small, the order waits as the person's cart.
 */
export async function confirmOrder(tenant: Tenant, tx: Tx, confirmation: Confirmation): Promise<Confirmed> {
  const { userId, orderId, revision, isPaidFor } = confirmation;
  const buyer = await lockBuyer(tenant, tx, userId);
  if (!buyer || !isRowId(orderId)) return { kind: 'gone' };
  const order = await lockOrder(tenant, tx, { userId, orderId });
  if (order?.state === 'paid') return paidBefore(order);
  if (!order || (order.state !== 'draft' && order.state !== 'waiting')) return { kind: 'gone' };
  if (order.expiresAt.getTime() <= now()) {
    await endOrder(tenant, tx, { orderId, state: 'expired' });
    return { kind: 'gone' };
  }
  return payOrder(tenant, tx, { buyer, order, seenRevision: revision, isPaidFor });
}

const paidBefore = (order: StoredOrder): Confirmed => {
  const { subscriptionId } = order;
  return subscriptionId === null
    ? { kind: 'given', order, isRepeat: true }
    : { kind: 'paid', order, subscriptionId, isRepeat: true };
};

/** An open order of a locked buyer, and which revision of its quote the person agreed to. */
export interface Payable {
  readonly buyer: Buyer;
  readonly order: StoredOrder;
  readonly seenRevision: number;
  /** Did money come for it? */
  readonly isPaidFor?: boolean | undefined;
}

/** The same for a locked order that is open. */
export async function payOrder(tenant: Tenant, tx: Tx, payable: Payable): Promise<Confirmed> {
  const { buyer, order, seenRevision, isPaidFor } = payable;
  const { wish, pricedAt } = order;
  const { priced, facts } = await weighOrder(tenant, tx, { buyer, wish, pricedAt, isPaidFor });
  if (priced === 'order.tenant_wallet') await notify(tenant, tx, { kind: 'wallet_empty', about: {} });
  await tellKeptOut(tenant, tx, facts);
  if (isOrderRefusal(priced)) return { kind: 'refused', reason: priced };
  const funds = fundsOf(buyer, priced.quote);
  if (!isSameQuote(order.quote, priced.quote)) {
    const changed = await requote(tenant, tx, { order, sale: priced, terms: facts.terms, isChanged: true });
    return { kind: 'changed', order: changed, ...funds };
  }
  if (order.revision !== seenRevision) return { kind: 'changed', order, ...funds };
  if (funds.missingToman > 0) {
    await cancelOtherCart(tenant, tx, { userId: buyer.id, orderId: order.id });
    const cart = await requote(tenant, tx, { order, sale: priced, terms: facts.terms, isChanged: false });
    return { kind: 'short', order: cart, ...funds };
  }
  return settleOrder(tenant, tx, { buyer, order, sale: priced, facts });
}

/** How old the price of a cart may grow by being confirmed again and again, in ms. */
export const mostCartMs = ({ cart_minutes: minutes }: Pick<Terms['values'], 'cart_minutes'>): number =>
  2 * minutes * 60_000;

/**
 * A changed price makes a draft of it again; an unchanged one that is confirmed, a cart. However often it is confirmed, the
 * credit that it was priced with grows no older than twice a cart's time.
 */
function requote(
  tenant: Tenant,
  tx: Tx,
  asked: { order: StoredOrder; sale: Sale; terms: Terms; isChanged: boolean },
): Promise<StoredOrder> {
  const { order, sale, terms, isChanged } = asked;
  const cartMs = terms.values.cart_minutes * 60_000;
  return writeQuote(tenant, tx, order, {
    state: isChanged ? 'draft' : 'waiting',
    revision: order.revision + (isChanged ? 1 : 0),
    quote: sale.quote,
    subscriptionId: sale.target?.id ?? null,
    pricedAt: order.pricedAt,
    expiresAt: new Date(Math.min(now() + cartMs, order.pricedAt.getTime() + mostCartMs(terms.values))),
  });
}
