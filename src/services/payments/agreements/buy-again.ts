import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { compareAmounts, toCurrency } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../../notices/notify.js';
import { confirmOrder } from '../../orders/confirm-order.js';
import { draftOrder } from '../../orders/draft-order.js';
import type { PricedOrder, Wish } from '../../orders/types.js';
import type { Payment } from '../payment.js';
import { settledByHand, wasSettledByHand } from '../second-money.js';
import { writePayment, type PaymentChange } from '../write-payment.js';
import { endAgreement, endForPrice, stopLater } from './end-agreement.js';
import { waitsForTenant } from './repeating.js';

const boughtText = `
  select wish, subscription_id::text from orders
  where bot_id = $1 and id = $2 and state = 'paid' and kind = 'plan'`;

/** What the next period would cost, or why it cannot be bought; `paused`: not for now, the bot's own wallet being too low. */
export type Again =
  | { readonly kind: 'offered'; readonly order: PricedOrder; readonly missingToman: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'paused' };

/**
 * Prices what the first payment of an agreement has bought once more, a period more for the same subscription; nothing is bought.
 * `isPaidFor`: its money came, so it is offered also while sales are stopped.
 */
export async function priceAgain(
  tenant: Tenant,
  tx: Tx,
  { orderId, userId }: Payment,
  isPaidFor = false,
): Promise<Again> {
  const [bought] = await tx.sql<{ wish: Wish; subscription_id: string | null }>(boughtText, [
    tenant.botId,
    orderId,
  ]);
  if (bought?.wish.kind !== 'plan' || bought.subscription_id === null) return { kind: 'gone' };
  const wish: Wish = {
    kind: 'plan',
    planId: bought.wish.planId,
    subscriptionId: bought.subscription_id,
  };
  const drafted = await draftOrder(tenant, tx, { userId, wish, isPaidFor });
  if (drafted.kind === 'refused')
    return { kind: drafted.reason === 'order.tenant_wallet' ? 'paused' : 'gone' };
  const { effect } = drafted.order.quote;
  if (effect !== 'extend' && effect !== 'restart') return { kind: 'gone' };
  if (!isPaidFor && !drafted.isCovered) {
    await notify(tenant, tx, { kind: 'wallet_empty', about: {} });
    return { kind: 'paused' };
  }
  return { kind: 'offered', order: drafted.order, missingToman: drafted.missingToman };
}

/** Does the next period cost more than the payer agreed to, by the rate of that time? */
export const hasRisen = (
  { currency, currencyAmount: agreed, rateToman }: Payment,
  priceToman: number,
): boolean => compareAmounts(toCurrency(priceToman, currency, rateToman), agreed) > 0;

/** A charge that was credited, and the first payment of its agreement; both locked, after their payer. */
interface Charged {
  readonly first: Payment;
  readonly charge: Payment;
}

/**
 * Buys again what a payment that repeats has bought, in the open transaction in which the money came, also while sales are stopped.
 * False: it cannot be (the plan is gone, or dearer than was agreed, whatever else is in the wallet; the subscription is another, the
 * agreement was ended), so the money stays in the wallet, and the payer is charged no more; where only the tenant cannot pay the
 * fleet for it, the agreement goes on, and the charge waits (`resume-charges`). What was bought is noted with the charge, so that it
 * can be taken back with its money.
 */
export async function buyAgain(tenant: Tenant, tx: Tx, { first, charge }: Charged): Promise<boolean> {
  // What waits was charged before the end.
  const isInVain = first.repeat?.state === 'canceled' && charge.problem !== waitsForTenant;
  const extended: Extended = isInVain ? { kind: 'gone' } : await extend(tenant, tx, first);
  switch (extended.kind) {
    case 'bought':
      await writePayment(tenant, tx, charge, {
        orderId: extended.orderId,
        ...(await noLongerWaiting(tenant, tx, charge)),
      });
      await notify(tenant, tx, { kind: 'order_completed', about: { order_id: extended.orderId } });
      return true;
    case 'paused':
      await writePayment(tenant, tx, charge, { problem: waitsForTenant, checkAt: null });
      log.warn(
        { payment: first.id },
        'a payment was repeated, but the wallet of the bot does not pay for the traffic; the money is in the wallet of its payer, fill that of the bot',
      );
      return false;
    case 'risen':
      log.info({ payment: first.id }, 'a payment was repeated for what costs more than was agreed; it ends');
      await endWaiting(tenant, tx, charge);
      await endForPrice(tenant, tx, first, { priceToman: extended.priceToman, isCharged: true });
      return false;
    case 'gone':
      log.info({ payment: first.id }, 'a payment was repeated for what cannot be bought again; it ends');
      await endWaiting(tenant, tx, charge);
      // Of one that was ended before, the gateway is told again with its charge (`noteCharged`).
      if (first.repeat?.state === 'canceled') return false;
      await endAgreement(tenant, tx, first, 'canceled');
      await stopLater(tenant, tx, first);
      return false;
  }
}

/** Of what an admin had settled, the gateway is asked on, as before it waited. */
async function noLongerWaiting(tenant: Tenant, tx: Tx, charge: Payment): Promise<PaymentChange> {
  if (charge.problem !== waitsForTenant) return {};
  const isByHand = await wasSettledByHand(tenant, tx, charge);
  return isByHand ? { problem: settledByHand, checkAt: new Date(now()) } : { problem: null };
}

async function endWaiting(tenant: Tenant, tx: Tx, charge: Payment): Promise<void> {
  if (charge.problem === waitsForTenant)
    await writePayment(tenant, tx, charge, await noLongerWaiting(tenant, tx, charge));
}

type Extended =
  | { readonly kind: 'bought'; readonly orderId: string }
  | { readonly kind: 'gone' | 'paused' }
  | { readonly kind: 'risen'; readonly priceToman: number };

async function extend(tenant: Tenant, tx: Tx, first: Payment): Promise<Extended> {
  const again = await priceAgain(tenant, tx, first, true);
  if (again.kind !== 'offered') return again;
  const { totalToman } = again.order.quote;
  if (hasRisen(first, totalToman)) return { kind: 'risen', priceToman: totalToman };
  if (again.missingToman > 0) return { kind: 'gone' };
  const { id: orderId, revision } = again.order;
  const confirmed = await confirmOrder(tenant, tx, {
    ...{ userId: first.userId, orderId, revision },
    isPaidFor: true,
  });
  if (confirmed.kind === 'paid') return { kind: 'bought', orderId };
  const isPaused = confirmed.kind === 'refused' && confirmed.reason === 'order.tenant_wallet';
  return { kind: isPaused ? 'paused' : 'gone' };
}
