import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { returnDiscount } from '../discounts/use-discount.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { refundTenant } from './charge-tenant.js';
import type { Buyer } from './facts.js';
import { lockGift, reopenGift } from './gift-rows.js';
import { leaveBySpending } from './groups-by-spending.js';
import { noteHasPaid } from './has-paid.js';
import { takeBack, type Sold } from './take-back.js';
import type { Quote } from './types.js';
import { lockBuyer } from './weigh-order.js';

interface Row {
  readonly id: string;
  readonly kind: string;
  /** Which gift it took; null: none. */
  readonly gift_id: string | null;
  readonly price: string;
  readonly quote: Quote;
  readonly before: Sold['before'];
  readonly sold_gb: string;
  readonly wallet_transaction_id: string | null;
  readonly paid_at: Date;
}

const ownerOf = `select user_id::text from subscriptions where bot_id = $1 and id = $2`;
const lockUnfulfilled = `
  select id::text, kind, wish->>'giftId' as gift_id, price_toman::text as price, quote, before, sold_gb::text, wallet_transaction_id::text,
    paid_at
  from orders where bot_id = $1 and subscription_id = $2 and state = 'paid' and fulfilled_at is null
  order by paid_at desc, orders.id desc for no key update`;
const markRefunded = `
  update orders set state = 'refunded', refunded_at = clock_timestamp(), refund_reason = $3,
    refund_transaction_id = $4, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** A subscription whose sales the panel could not follow, and why. */
export interface Failure {
  readonly subscriptionId: string;
  /** A stable code; for operators. */
  readonly reason: string;
}

/**
 * Takes back what was sold of a subscription and the panel has not taken over, in the open transaction: the money
 * returns to the buyer's wallet, the tenant's share to the tenant's, and the subscription is as it was before, or is given
 * up when it was made by it. The buyer and the admins are told. False: there is nothing to take back; so a repeat does
 * nothing. The caller holds no lock on the subscription: locks go buyer, orders, subscription, bot.
 */
export async function refundOrders(tenant: Tenant, tx: Tx, failure: Failure): Promise<boolean> {
  const { subscriptionId, reason } = failure;
  const [owner] = await tx.sql<{ user_id: string }>(ownerOf, [tenant.botId, subscriptionId]);
  const buyer = owner && (await lockBuyer(tenant, tx, owner.user_id));
  if (!buyer) return false;
  const rows = await tx.sql<Row>(lockUnfulfilled, [tenant.botId, subscriptionId]);
  if (rows.length === 0) return false;
  const sold = rows.map(({ id, kind, ...row }) => ({ ...row, orderId: id, isTrial: kind === 'trial' }));
  await takeBack(tenant, tx, { userId: buyer.id, subscriptionId, sold });
  for (const row of rows) {
    const transactionId = await payBack(tenant, tx, { buyer, row });
    const { id: orderId, wallet_transaction_id: walletTransactionId, paid_at: at } = row;
    const soldGb = Number(row.sold_gb);
    await refundTenant(tenant, tx, { event: `order ${orderId}`, at, soldGb, walletTransactionId });
    await tx.sql(markRefunded, [tenant.botId, orderId, reason, transactionId]);
    await returnDiscount(tenant, tx, { orderId, at: new Date(now()) });
    if (row.gift_id !== null) await returnGift(tenant, tx, { orderId, giftId: row.gift_id });
    await notify(tenant, tx, { kind: 'order_refunded', about: { order_id: orderId } });
    await notify(tenant, tx, { kind: 'sale_refunded', about: { order_id: orderId } });
  }
  await noteHasPaid(tenant, tx, buyer.id);
  const amountToman = rows.reduce((sum, { price }) => sum + Number(price), 0);
  await leaveBySpending(tenant, tx, { userId: buyer.id, amountToman });
  await enqueue(tenant, 'subscription.provision', { subscription_id: subscriptionId });
  return true;
}

/** A gift that could not be set up can be taken again. */
async function returnGift(
  tenant: Tenant,
  tx: Tx,
  { orderId, giftId }: { readonly orderId: string; readonly giftId: string },
): Promise<void> {
  const gift = await lockGift(tenant, tx, { giftId });
  if (gift?.takingOrderId === orderId) await reopenGift(tenant, tx, { giftId: gift.id, at: new Date(now()) });
}

/** Gives the price back; null where there was none, or where the buyer's data, and so the wallet, were erased. */
async function payBack(
  tenant: Tenant,
  tx: Tx,
  { buyer, row }: { buyer: Buyer; row: Row },
): Promise<string | null> {
  const amountToman = Number(row.price);
  if (amountToman === 0 || buyer.status === 'deleted') return null;
  return moveBalance(tenant, tx, {
    userId: buyer.id,
    type: 'refund',
    amountToman,
    idempotencyKey: `order ${row.id} refund`,
    reference: { kind: 'orders', id: row.id },
  });
}
