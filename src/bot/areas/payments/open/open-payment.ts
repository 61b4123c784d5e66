import { readSale } from '#services/orders/read-sale.js';
import { cardMethod } from '#services/payments/on-card.js';
import type { Payment } from '#services/payments/payment.js';
import { titleOf } from '#services/payments/offer-methods.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { openCardPayment } from '../../cards/open/open-card-payment.js';
import { orderName } from '../../shop/screens/order-name.js';
import { paymentScreen } from '../screens/payment.js';

/** Where a payment is looked at: by its payer, or for them. */
interface Viewer {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly voice: Voice;
  readonly snapshot: Pick<BotSnapshot, 'features' | 'settings'>;
}

/** A payment of a person in its present state. */
export async function openPayment(viewer: Viewer, payment: Payment): Promise<Screen> {
  if (payment.method === cardMethod) return openCardPayment(viewer, payment);
  const { tenant, tx, voice, snapshot } = viewer;
  const { orderId } = payment;
  const sale = orderId === null ? undefined : await readSale(tenant, tx, orderId);
  return paymentScreen(voice, {
    payment,
    method: titleOf(payment.method, snapshot.features)[voice.language],
    ...(sale && { what: orderName(voice, sale), isBought: sale.state === 'paid' }),
  });
}
