import { readCardHolder } from '#services/card-payments/own-card.js';
import { expectedReviewMinutes } from '#services/card-payments/review-time.js';
import { readSale } from '#services/orders/read-sale.js';
import { isUnderReview, type Payment } from '#services/payments/payment.js';
import type { SettingValues } from '#services/settings/catalog.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { orderName } from '../../shop/screens/order-name.js';
import { cardPaymentScreen, type ReceiptForms } from '../screens/card-payment.js';

/** Where a payment is looked at: by its payer, or for them. */
interface Viewer {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly voice: Voice;
  readonly snapshot: Pick<BotSnapshot, 'settings'>;
}

/** In which form a bot takes receipts; one that names none takes any. */
export function formsOf({ card_receipt_types: types }: SettingValues): ReceiptForms {
  const isAny = types.length === 0;
  if (!isAny && !types.includes('text')) return 'image';
  return isAny || types.includes('image') ? 'both' : 'text';
}

/** A payment from card to card of a person in its present state. */
export async function openCardPayment(
  { tenant, tx, voice, snapshot }: Viewer,
  payment: Payment,
): Promise<Screen> {
  const { values } = snapshot.settings;
  const sale = payment.orderId === null ? undefined : await readSale(tenant, tx, payment.orderId);
  return cardPaymentScreen(voice, {
    payment,
    ...(sale && { what: orderName(voice, sale) }),
    isBought: sale?.state === 'paid',
    holder: await readCardHolder(tenant, tx, payment),
    instructions: voice.own(values.card_instructions_text),
    forms: formsOf(values),
    reviewMinutes: isUnderReview(payment) ? await expectedReviewMinutes(tenant, tx) : undefined,
  });
}
