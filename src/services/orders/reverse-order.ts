import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { RetryableError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { returnDiscount } from '../discounts/use-discount.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { refundTenant } from './charge-tenant.js';
import { endGift, findGiftOfOrder, lockGiftOfOrder } from './gift-rows.js';
import { leaveBySpending } from './groups-by-spending.js';
import { noteHasPaid } from './has-paid.js';
import { takeBack, type Sold } from './take-back.js';
import type { Quote } from './types.js';

interface Row {
  readonly user_id: string;
  readonly kind: string;
  readonly price: string;
  readonly quote: Quote;
  readonly before: Sold['before'];
  /** null: a gift was bought. */
  readonly subscription_id: string | null;
  readonly sold_gb: string;
  readonly wallet_transaction_id: string | null;
  readonly paid_at: Date;
  readonly is_fulfilled: boolean;
  readonly is_newest: boolean;
}

const lockSold = `
  select user_id::text, kind, price_toman::text as price, quote, before, subscription_id::text,
    sold_gb::text, wallet_transaction_id::text, paid_at, fulfilled_at is not null as is_fulfilled,
    not exists (select from orders later where later.bot_id = orders.bot_id and later.subscription_id = orders.subscription_id
      and later.state = 'paid' and (later.paid_at, later.id) > (orders.paid_at, orders.id)) as is_newest
  from orders where bot_id = $1 and id = $2 and state = 'paid' for no key update`;
const lockFreePerson = `
  select id from users where bot_id = $1 and id = $2 for no key update skip locked`;
const markReversed = `
  update orders set state = 'refunded', refunded_at = clock_timestamp(), refund_reason = $3, refund_transaction_id = $4,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/**
 * Takes back a sale whose money went back, in the open transaction in which the buyer is locked: the subscription is as it was
 * before it, and the price is in the wallet again. What the tenant paid for the traffic stays paid where it was had, once the
 * panel had taken the sale over. A gift cannot be taken any more; from who took it, it is taken away again. False: nothing was
 * sold by that order, or more was sold of the subscription since, so that it must stay as it is.
 */
export async function reverseOrder(tenant: Tenant, tx: Tx, { orderId, reason }: Reversal): Promise<boolean> {
  const isGiftLeft = await takeGiftAway(tenant, tx, { orderId, reason });
  const [row] = isGiftLeft ? [] : await tx.sql<Row>(lockSold, [tenant.botId, orderId]);
  if (!row?.is_newest) return false;
  const { user_id: userId, subscription_id: subscriptionId, kind, quote, before } = row;
  const sold = [{ orderId, isTrial: kind === 'trial', quote, before }];
  if (subscriptionId !== null) await takeBack(tenant, tx, { userId, subscriptionId, sold });
  const amountToman = Number(row.price);
  const transactionId = await payBack(tenant, tx, { orderId, userId, amountToman });
  if (!row.is_fulfilled)
    await refundTenant(tenant, tx, {
      event: `order ${orderId}`,
      at: row.paid_at,
      soldGb: Number(row.sold_gb),
      walletTransactionId: row.wallet_transaction_id,
    });
  await tx.sql(markReversed, [tenant.botId, orderId, reason, transactionId]);
  await returnDiscount(tenant, tx, { orderId, at: new Date(now()) });
  await noteHasPaid(tenant, tx, userId);
  if (kind !== 'gift') await leaveBySpending(tenant, tx, { userId, amountToman });
  await notify(tenant, tx, { kind: 'sale_refunded', about: { order_id: orderId } });
  if (subscriptionId !== null)
    await enqueue(tenant, 'subscription.provision', { subscription_id: subscriptionId });
  return true;
}

/** Which sale is taken back, and why: a stable code. */
export interface Reversal {
  readonly orderId: string;
  readonly reason: string;
}

async function payBack(
  tenant: Tenant,
  tx: Tx,
  { orderId, userId, amountToman }: { orderId: string; userId: string; amountToman: number },
): Promise<string | null> {
  if (amountToman === 0) return null;
  return moveBalance(tenant, tx, {
    userId,
    type: 'refund',
    amountToman,
    idempotencyKey: `order ${orderId} refund`,
    reference: { kind: 'orders', id: orderId },
  });
}

/**
 * The gift that an order bought ends, if there is one. True: it stays as it is, since more was sold of the subscription of whoever
 * took it. People are locked before gifts. Throws RetryableError 'gift.moved' while who took it is at something else.
 */
async function takeGiftAway(tenant: Tenant, tx: Tx, { orderId, reason }: Reversal): Promise<boolean> {
  const seen = await findGiftOfOrder(tenant, tx, orderId);
  if (seen?.state !== 'open' && seen?.state !== 'taken') return false;
  if (seen.takenBy !== null) await lockTaker(tenant, tx, seen.takenBy);
  const gift = await lockGiftOfOrder(tenant, tx, orderId);
  if (gift?.takenBy !== seen.takenBy) throw new RetryableError('gift.moved');
  const { id: giftId, takingOrderId, buyerId } = gift;
  if (takingOrderId !== null) {
    if (!(await reverseOrder(tenant, tx, { orderId: takingOrderId, reason }))) return true;
    await notify(tenant, tx, { kind: 'order_refunded', about: { order_id: takingOrderId } });
  }
  const isReturned = reason === giftReturned;
  await endGift(tenant, tx, {
    giftId,
    state: isReturned ? 'refunded' : 'cancelled',
    at: new Date(now()),
  });
  if (!isReturned)
    await notify(tenant, tx, { kind: 'gift_over', about: { user_id: buyerId, gift_id: giftId } });
  return false;
}

/** Locks who took a gift, unless somebody has them: waiting for them here could be waiting for who waits for the buyer. */
async function lockTaker({ botId }: Tenant, tx: Tx, userId: string): Promise<void> {
  const [free] = await tx.sql(lockFreePerson, [botId, userId]);
  if (!free) throw new RetryableError('gift.moved');
}

/** Why a sale is taken back whose payment went back. */
export const paymentRefunded = 'payment.refunded';

/** Why the sale of a gift is taken back whose buyer gets the money in the wallet. */
export const giftReturned = 'gift.returned';
