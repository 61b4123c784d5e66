import type { Tenant, Tx } from '#tenancy/scope.js';
import { useDiscount } from '../discounts/use-discount.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import type { Buyer } from './facts.js';
import { insertGift, takeGift } from './gift-rows.js';
import { joinBySpending } from './groups-by-spending.js';
import { noteHasPaid } from './has-paid.js';
import type { StoredOrder } from './order-rows.js';
import type { Facts, Sale } from './pricing/sale.js';
import { beforeOf, type Before } from './take-back.js';
import type { Terms } from './terms.js';
import type { Confirmed, OrderRefusal } from './types.js';
import { widenSubscription, type Payer } from './widen-subscription.js';
import type { Autopay } from './write-subscription.js';

interface Settlement {
  readonly buyer: Buyer;
  readonly order: StoredOrder;
  readonly sale: Sale;
  readonly facts: Facts;
}

const markPaid = `
  update orders set state = 'paid', paid_at = clock_timestamp(), quote = $3, price_toman = $4, subscription_id = $5,
    transaction_id = $6, sold_gb = $7, wallet_transaction_id = $8, before = $9, panel_revision = $10,
    fulfilled_at = case when kind = 'gift' then clock_timestamp() end,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state in ('draft', 'waiting')`;
const markTrial = `
  update users set has_had_trial = true, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

/**
 * Makes a sale of a locked, priced order whose buyer can pay: the tenant's share, the ledger, the subscription (or the gift) and the
 * jobs that follow, in the open transaction.
 */
export async function settleOrder(tenant: Tenant, tx: Tx, settlement: Settlement): Promise<Confirmed> {
  const { buyer, order, sale } = settlement;
  const { quote } = sale;
  const delivered = order.wish.kind === 'gift' ? nothingYet : await deliver(tenant, tx, settlement);
  if (typeof delivered === 'string') return { kind: 'refused', reason: delivered };
  await takeDiscount(tenant, tx, settlement);
  const { subscriptionId, soldGb, walletTransactionId, before, panelRevision } = delivered;
  const transactionId = await takePrice(tenant, tx, { buyer, order, priceToman: quote.totalToman });
  await tx.sql(markPaid, [
    ...[tenant.botId, order.id, quote, quote.totalToman, subscriptionId, transactionId],
    ...[soldGb, walletTransactionId, before, panelRevision],
  ]);
  await follow(tenant, tx, settlement);
  const paid = { ...order, state: 'paid', quote, subscriptionId } as const;
  return subscriptionId === null
    ? { kind: 'given', order: paid, isRepeat: false }
    : { kind: 'paid', order: paid, subscriptionId, isRepeat: false };
}

/** What a sale has made, as its order keeps it. */
interface Delivered {
  readonly subscriptionId: string | null;
  readonly soldGb: number;
  readonly walletTransactionId: string | null;
  readonly before: Before | null;
  readonly panelRevision: string | null;
}

/** A gift that is bought is delivered to whoever takes it, and its traffic is charged then. */
const nothingYet: Delivered = {
  ...{ subscriptionId: null, soldGb: 0, walletTransactionId: null, before: null, panelRevision: null },
};

async function deliver(
  tenant: Tenant,
  tx: Tx,
  { buyer, order, sale, facts }: Settlement,
): Promise<Delivered | OrderRefusal> {
  const { target, after, resetsTraffic } = sale;
  const widened = await widenSubscription(tenant, tx, {
    ...{ userId: buyer.id, before: target, after, status: 'active', resetsTraffic },
    payer: payerOf(order),
    billing: facts.terms.billing,
    at: facts.now,
    autopay: autopayOf(facts.terms),
  });
  if (widened.kind !== 'written') return refuse(tenant, tx, { order, why: widened.kind });
  const before = target ? beforeOf(target, after) : null;
  const { subscriptionId, soldGb, walletTransactionId, panelRevision } = widened;
  return { subscriptionId, soldGb, walletTransactionId, before, panelRevision };
}

/** Who takes a gift buys nothing: the tenant gives what it was paid for before. */
function payerOf({ id, wish }: StoredOrder): Payer {
  const event = `order ${id}`;
  return wish.kind === 'taking'
    ? { by: 'tenant', event, about: `${event}, gift ${wish.giftId}` }
    : { by: 'sale', orderId: id, event, about: event };
}

async function refuse(
  tenant: Tenant,
  tx: Tx,
  { order, why }: { readonly order: StoredOrder; readonly why: 'unpriced' | 'wallet' },
): Promise<OrderRefusal> {
  const { wish } = order;
  if (wish.kind === 'taking') {
    await notify(tenant, tx, { kind: 'gift_waits', about: { gift_id: wish.giftId } });
    return 'order.gift_waits';
  }
  if (why === 'unpriced') return 'order.not_offered';
  await notify(tenant, tx, { kind: 'wallet_empty', about: {} });
  return 'order.tenant_wallet';
}

/** What a sale changes besides, and who hears of it. */
async function follow(tenant: Tenant, tx: Tx, { buyer, order, sale, facts }: Settlement): Promise<void> {
  const { wish, id: orderId } = order;
  const { plan, gift, now, terms } = facts;
  if (wish.kind === 'taking' && gift) {
    const taking = { giftId: gift.id, takenBy: buyer.id, orderId, at: now };
    if (!(await takeGift(tenant, tx, taking)))
      throw new Error('a gift was taken by somebody else though it is locked');
    const about = { user_id: gift.buyerId, gift_id: gift.id, order_id: orderId };
    if (gift.buyerId !== buyer.id) await notify(tenant, tx, { kind: 'gift_taken', about });
    await notify(tenant, tx, { kind: 'gift_handed_over', about: { gift_id: gift.id, order_id: orderId } });
    return;
  }
  if (wish.kind === 'gift' && plan) {
    const { recipient, greeting } = wish;
    const { squads, trafficReset } = sale.after;
    const { name, periodDays, priceToman: listPriceToman, trafficLimitGb, deviceLimit } = plan;
    const sold = { name, periodDays, listPriceToman, trafficLimitGb, deviceLimit, squads, trafficReset };
    const made = { orderId, buyerId: buyer.id, planId: plan.id, sold, recipient, greeting, at: now };
    await insertGift(tenant, tx, { ...made, priceToman: sale.quote.totalToman }, terms.values);
  }
  if (wish.kind === 'trial') await tx.sql(markTrial, [tenant.botId, buyer.id]);
  await noteHasPaid(tenant, tx, buyer.id);
  await notify(tenant, tx, { kind: 'sale_made', about: { order_id: orderId } });
  if (sale.quote.totalToman > 0) await climb(tenant, tx, buyer.id);
}

/** Takes the buyer into the groups that they have reached with the sale. */
async function climb(tenant: Tenant, tx: Tx, userId: string): Promise<void> {
  const groupId = await joinBySpending(tenant, tx, userId);
  if (groupId === undefined) return;
  await notify(tenant, tx, {
    kind: 'group_reached',
    about: { group_id: groupId, user_id: userId, count: 1 },
  });
}

/** A discount that the price was made with is used up by the sale. */
async function takeDiscount(tenant: Tenant, tx: Tx, { order, sale, facts }: Settlement): Promise<void> {
  const { discountId } = sale;
  if (discountId === undefined) return;
  const isUsed = await useDiscount(tenant, tx, { discountId, orderId: order.id, at: facts.now });
  if (!isUsed) throw new Error('a discount was used by another sale though its owner is locked');
}

/** Takes the price from the wallet; returns the row of the ledger, or null where nothing is to pay. */
async function takePrice(
  tenant: Tenant,
  tx: Tx,
  { buyer, order, priceToman }: { buyer: Buyer; order: StoredOrder; priceToman: number },
): Promise<string | null> {
  if (priceToman === 0) return null;
  return moveBalance(tenant, tx, {
    userId: buyer.id,
    type: 'subscription_payment',
    amountToman: -priceToman,
    idempotencyKey: `order ${order.id}`,
    reference: { kind: 'orders', id: order.id },
  });
}

const autopayOf = ({ values, features }: Terms): Autopay => ({
  isOn: values.autopay_by_default && features.auto_renewal.isOn,
  daysBefore: values.autopay_days_before,
});
