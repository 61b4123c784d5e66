import { readSale } from '#services/orders/read-sale.js';
import type { PaymentWords } from '#services/payments/make-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { readPaymentFacts } from '#services/payments/read-payment-facts.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import { shownText } from '#platform/telegram/html.js';
import type { Tenant } from '#tenancy/scope.js';
import { voiceOf } from '../../../voice.js';
import { orderName } from '../../shop/screens/order-name.js';

/** Most characters of a payment's description at a gateway: every one of them takes that many. */
const longest = 120;

/** How a payment is called at its gateway, in its payer's language; undefined: it is gone. */
export const describePayment = (
  tenant: Tenant,
  { id }: Payment,
  settings: BotSettings,
): Promise<PaymentWords | undefined> =>
  tenant.db(async (tx) => {
    const facts = await readPaymentFacts(tenant, tx, id);
    if (!facts) return undefined;
    const { payment, payer } = facts;
    const voice = voiceOf(payer.language, settings.values.time_zone);
    const sale = payment.orderId === null ? undefined : await readSale(tenant, tx, payment.orderId);
    const { describe } = voice.texts.payments;
    const html = sale
      ? voice.say(describe.order, { what: { html: orderName(voice, sale) }, number: id })
      : voice.say(describe.topUp, { number: id });
    const description = shownText(html)
      .replaceAll(/[\u2066-\u2069]/g, '')
      .slice(0, longest);
    const email = payer.email ?? undefined;
    const words = { description, language: payer.language, payerId: payer.telegramId };
    return email === undefined ? words : { ...words, email };
  });
