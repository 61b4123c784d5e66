import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { compareAmounts } from '#platform/money.js';
import { sameSecret } from '#platform/secrets.js';
import { dayMs } from '#platform/units.js';
import { z } from 'zod';
import { demandAccount } from '../demand-account.js';
import { gatewayRefused } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { CreatedPayment, KnownPayment, PaymentAsk } from '../payment-at-gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState, RefundState } from '../gateway-state.js';
import { paidBy, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import { refusedRefund } from '../refused-refund.js';
import { callPlatega } from './call-platega.js';
import { credentialHeaders, isProbe, readCallback } from './platega-callback.js';
import {
  onlyMethodOf,
  plategaConfig,
  plategaCredentials as credentials,
  plategaSettings as settings,
  readConfig,
  type PlategaCredentials as Credentials,
} from './platega-settings.js';
import {
  inquireMandate,
  intervalOf,
  isMandate,
  mandateDays,
  mandateMethod,
  mandateName,
  standingOfMandate,
  stopMandate,
  wholeRoubles,
} from './platega-subscription.js';
import {
  findTransaction,
  giveBack,
  madeSchema,
  whereMoneyIs,
  stateOfTransaction,
} from './platega-transaction.js';

const name = 'platega';
const brand = sameEverywhere('Platega');

type Access = GatewayAccess<Credentials>;

/** A merchant knows its own payments alone. */
const demandMerchant = (payment: KnownPayment, { credentials: { merchantId } }: Access): void =>
  demandAccount(payment, { gateway: name, own: merchantId, maker: 'the merchant' });

/** The beginning of a text, in bytes of UTF-8, no sign of it cut. */
function firstBytes(text: string, most: number): string {
  let kept = '';
  for (const sign of text) {
    if (Buffer.byteLength(kept + sign) > most) break;
    kept += sign;
  }
  return kept;
}

/** What is said of every payment. Who pays is told, or Platega looks for no fraud and may shut the shop. */
const commonOf = ({ reference, description, returnUrl, payerId }: PaymentAsk) => ({
  description: firstBytes(description, 64),
  ...{ return: returnUrl, failedUrl: returnUrl, payload: reference },
  ...(payerId !== '' && { metadata: { userId: payerId, userName: payerId } }),
});

/** `00:15:00` from now; where it is not said, what is usual. */
function endOf(expiresIn: string | undefined, usualMinutes: number): Date {
  const parts = expiresIn?.split(':').map(Number);
  const [hours = 0, minutes = 0, seconds = 0] = parts ?? [0, usualMinutes];
  return new Date(now() + ((hours * 60 + minutes) * 60 + seconds) * 1_000);
}

/** Nobody has the page of one that we do not hear of: it is never paid, and ends by itself. */
async function make(access: Access, path: string, json: object) {
  return callPlatega(access, { operation: 'create', path, json }, madeSchema);
}

async function createMandate(ask: PaymentAsk, days: number, access: Access): Promise<CreatedPayment> {
  const period = intervalOf(days);
  if (!period) {
    const said = `no mandate has a period of ${days} days`;
    throw gatewayRefused('gateway.refused', { gateway: name, said, money: 'untouched' });
  }
  const payable = wholeRoubles(ask.amount);
  const paymentDetails = { amount: Number(payable), currency: ask.currency, ...period };
  const json = { paymentMethod: mandateMethod, paymentDetails, ...commonOf(ask) };
  const { transactionId, url, expiresIn } = await make(access, '/transaction/process', json);
  const isRounded = compareAmounts(payable, ask.amount) !== 0;
  const made = { externalId: mandateName(transactionId), url, expiresAt: endOf(expiresIn, 30) };
  return isRounded ? { ...made, payable } : made;
}

async function createOnce(ask: PaymentAsk, access: Access): Promise<CreatedPayment> {
  const json = { paymentDetails: { amount: Number(ask.amount), currency: ask.currency }, ...commonOf(ask) };
  const choose = () => make(access, '/v2/transaction/process', json);
  const paymentMethod = onlyMethodOf(access.credentials.config);
  const made =
    paymentMethod === undefined
      ? await choose()
      : await make(access, '/transaction/process', { paymentMethod, ...json }).catch((error: unknown) => {
          // Some shops have cards on the page alone.
          const said = error instanceof PermanentError ? String(error.context.said) : '';
          if (/no available card cascades/i.test(said)) return choose();
          throw error;
        });
  return { externalId: made.transactionId, url: made.url, expiresAt: endOf(made.expiresIn, 15) };
}

async function inquire(payment: KnownPayment, access: Access): Promise<GatewayState> {
  demandMerchant(payment, access);
  if (isMandate(payment.externalId)) return inquireMandate(access, payment);
  const found = await findTransaction(access, payment.externalId);
  // What it made a moment ago it may not show yet; our own time ends what it never shows.
  return found ? stateOfTransaction(found, payment) : { kind: 'open' };
}

/** SBP, cards and crypto for roubles; callbacks carry the merchant's own key, and are asked about. */
export const platega = {
  name,
  brand,
  apiRoot: { variable: 'PLATEGA_API_ROOT', standard: 'https://app.platega.io' },
  currency: 'RUB',
  limits: { least: '1.00', most: '1000000.00' },
  settings,
  feature: {
    ...paidBy(brand),
    config: plategaConfig,
    isOnByDefault: false,
    needs: ['platega_api_key', 'platega_merchant_id', 'rate_toman_per_rub'],
  },
  guide: {
    fa: 'در کابین app.platega.io، در Settings، شناسهٔ پذیرنده (یک UUID) و کلید API را بردارید و بدهید. همان‌جا نشانی بازگشت ربات را در Callback URLs بگذارید. در تنظیم روش، فقط راه‌هایی را روشن کنید که Platega برای فروشگاه شما باز کرده است.',
    en: 'In the cabinet of app.platega.io, under Settings, take the merchant id (a UUID) and the API key and enter them. Put the callback address of the bot there under Callback URLs. Switch on only the methods that Platega has opened for your shop.',
    ru: 'В кабинете app.platega.io в разделе Settings возьмите id мерчанта (UUID) и API-ключ и введите их. Там же в Callback URLs укажите адрес уведомлений бота. Включайте только те способы, которые Platega открыла вашему магазину.',
  },
  credentials,
  accountOf: ({ merchantId }) => merchantId,
  needsPublicUrl: false,
  payableForMs: dayMs,
  askedForMs: 2 * dayMs,
  create: (ask, access) =>
    ask.repeatDays === undefined ? createOnce(ask, access) : createMandate(ask, ask.repeatDays, access),
  repeats: {
    by: 'gateway',
    days: mandateDays,
    isOn: (config) => readConfig(config).repeats,
    async stop(payment, access) {
      demandMerchant(payment, access);
      await stopMandate(access, payment.externalId);
    },
    async standing(payment, access) {
      demandMerchant(payment, access);
      return standingOfMandate(access, payment.externalId);
    },
  },
  inquire,
  async identify(externalId, access) {
    if (isMandate(externalId)) return undefined;
    const { payload = '' } = (await findTransaction(access, externalId)) ?? {};
    return referencePattern.test(payload) ? payload : undefined;
  },
  /** Whole, where the merchant has the money there. The first payment of a mandate is its first charge, if that was told. */
  async refund(refund, access): Promise<RefundState> {
    demandMerchant(refund, access);
    const byHand = (code: string) => ({ kind: 'by_hand', code }) as const;
    const id = isMandate(refund.externalId) ? refund.receipt : refund.externalId;
    if (id === null) return byHand('the charge of the mandate is not known by name');
    const found = await findTransaction(access, id);
    const standing = found ? whereMoneyIs(found) : 'unpaid';
    if (standing === 'back') return { kind: 'sent' };
    if (standing === 'unpaid') return byHand('not_paid');
    try {
      const done = await giveBack(access, id);
      return done === 'sent' ? { kind: 'sent' } : byHand(done.why);
    } catch (error) {
      return refusedRefund(error);
    }
  },
  async test(access) {
    await callPlatega(access, { operation: 'balance', path: '/balance/all' }, z.array(z.unknown()));
  },
  callback: {
    isProven: true,
    headers: credentialHeaders,
    reply: { status: 200, type: 'text/plain', body: 'OK' },
    read: readCallback,
    judge(request, { credentials: { merchantId, apiKey } }: Pick<Access, 'credentials'>) {
      if (isProbe(request)) return 'nothing';
      const [merchant = '', key = ''] = credentialHeaders.map((header) => request.headers[header]);
      // Both are compared, whichever is wrong.
      const isRight = [sameSecret(merchant.toLowerCase(), merchantId), sameSecret(key, apiKey)];
      return isRight.every(Boolean) ? 'ask' : 'forged';
    },
  },
} as const satisfies Gateway<Credentials>;
