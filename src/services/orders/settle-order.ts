import type { Tenant, Tx } from '#tenancy/scope.js';
import { useDiscount } from '../discounts/use-discount.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import type { Buyer } from './facts.js';
import { joinBySpending } from './groups-by-spending.js';
import type { StoredOrder } from './order-rows.js';
import type { Facts, Sale } from './pricing/sale.js';
import { beforeOf } from './take-back.js';
import type { Terms } from './terms.js';
import type { Confirmed } from './types.js';
import { widenSubscription } from './widen-subscription.js';
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
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state in ('draft', 'waiting')`;
const markTrial = `
  update users set has_had_trial = true, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;
const markPaying = `
  update users set has_paid = true, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and not has_paid`;

/**
 * Makes a sale of a locked, priced order whose buyer can pay: the tenant's share, the ledger, the subscription and the
 * jobs that follow, in the open transaction.
 */
export async function settleOrder(tenant: Tenant, tx: Tx, settlement: Settlement): Promise<Confirmed> {
  const { buyer, order, sale, facts } = settlement;
  const { quote, target, after, resetsTraffic } = sale;
  const event = `order ${order.id}`;
  const widened = await widenSubscription(tenant, tx, {
    userId: buyer.id,
    before: target,
    after,
    status: 'active',
    resetsTraffic,
    payer: { by: 'sale', orderId: order.id, event, about: event },
    billing: facts.terms.billing,
    at: facts.now,
    autopay: autopayOf(facts.terms),
  });
  if (widened.kind !== 'written') {
    if (widened.kind === 'wallet') await notify(tenant, tx, { kind: 'wallet_empty', about: {} });
    return {
      kind: 'refused',
      reason: widened.kind === 'wallet' ? 'order.tenant_wallet' : 'order.not_offered',
    };
  }
  await takeDiscount(tenant, tx, settlement);
  const { subscriptionId, soldGb, walletTransactionId, panelRevision } = widened;
  const transactionId = await takePrice(tenant, tx, { buyer, order, priceToman: quote.totalToman });
  const kept = [soldGb, walletTransactionId, target ? beforeOf(target, after) : null, panelRevision];
  await tx.sql(markPaid, [
    tenant.botId,
    order.id,
    quote,
    quote.totalToman,
    subscriptionId,
    transactionId,
    ...kept,
  ]);
  const mark = order.wish.kind === 'trial' ? markTrial : markPaying;
  await tx.sql(mark, [tenant.botId, buyer.id]);
  await notify(tenant, tx, { kind: 'sale_made', about: { order_id: order.id } });
  if (quote.totalToman > 0) await climb(tenant, tx, buyer.id);
  const paid = { ...order, state: 'paid', quote, subscriptionId } as const;
  return { kind: 'paid', order: paid, subscriptionId, isRepeat: false };
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
