import { z } from 'zod';
import { PermanentError } from '#platform/errors.js';
import { dayMs } from '#platform/units.js';
import { parseJson } from '../call-gateway.js';
import { demandAccount } from '../demand-account.js';
import type { Gateway } from '../gateway.js';
import type { CallbackHint } from '../callback.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import { methodFeature, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import { callNowpayments } from './call-nowpayments.js';
import { isSignedByNowpayments, payoutOf, readNamedPayment } from './nowpayments-ipn.js';
import {
  coinPaymentsAskedForMs,
  coinPaymentSchema,
  paidState,
  stateOfCoinPayments,
  type CoinPayment,
} from './nowpayments-payment.js';
import {
  nowpaymentsAccountOf,
  nowpaymentsCredentials as credentials,
  nowpaymentsSettings as settings,
  type NowpaymentsCredentials as Credentials,
} from './nowpayments-settings.js';

const name = 'nowpayments';
const brand = sameEverywhere('NOWPayments');
const signatureHeader = 'x-nowpayments-sig';
const pageSize = 500;
/** So many payments a store has in a few days that an order of them is looked for in as many pages. */
const mostPages = 10;

type Access = GatewayAccess<Credentials>;

const invoiceSchema = z.object({
  id: z.union([z.string().min(1).max(100), z.int()]).transform(String),
  invoice_url: z.url().max(2_000),
});
/** What cannot be read is none of the fleet's. */
const listSchema = z.object({ data: z.array(z.unknown()) }).transform(({ data }) => ({
  length: data.length,
  payments: data.flatMap((one) => coinPaymentSchema.safeParse(one).data ?? []),
}));

/** A key lists what was made by it: that it has nothing of another one's invoice says nothing of that. */
const demandKey = (payment: KnownPayment, { credentials: now }: Access): void =>
  demandAccount(payment, { gateway: name, own: nowpaymentsAccountOf(now), maker: 'another key,' });

/** The payments of an order, as the list has them since the day before it was made. */
async function paymentsOf({ reference, createdAt }: KnownPayment, access: Access): Promise<CoinPayment[]> {
  const found: CoinPayment[] = [];
  const dateFrom = new Date(createdAt.getTime() - dayMs).toISOString().slice(0, 10);
  const asked = { limit: String(pageSize), sortBy: 'created_at', orderBy: 'asc', dateFrom };
  for (let page = 0; page < mostPages; page += 1) {
    const query = { ...asked, page: String(page) };
    const { payments, length } = await callNowpayments(access, { path: 'payment/', query }, listSchema);
    found.push(...payments.filter(({ order_id: order }) => order === reference));
    if (length < pageSize) break;
  }
  return found;
}

/** Which sum of a coin is the least; asks with the key, and needs nothing else of the store. */
async function test(access: Access): Promise<void> {
  const query = { currency_from: 'btc', currency_to: 'btc' };
  await callNowpayments(access, { path: 'min-amount', query }, z.object({ min_amount: z.unknown() }));
}

/** A key that is right but may not list learns of payments from IPN alone: then it lists none. */
async function listed(payment: KnownPayment, access: Access): Promise<CoinPayment[] | 'unlisted'> {
  try {
    return await paymentsOf(payment, access);
  } catch (error) {
    if (!(error instanceof PermanentError) || error.code !== 'gateway.unauthorized') throw error;
    await test(access);
    return 'unlisted';
  }
}

async function inquire(payment: KnownPayment, access: Access): Promise<GatewayState> {
  const found = await listed(payment, access);
  if (found === 'unlisted' || found.length === 0) demandKey(payment, access);
  return found === 'unlisted' ? { kind: 'open' } : stateOfCoinPayments(found, payment);
}

/** Invoices in dollars, paid in coins on their page, by as many payments as the payer begins; told by signed IPN. */
export const nowpayments = {
  name,
  brand,
  apiRoot: { variable: 'NOWPAYMENTS_API_ROOT', standard: 'https://api.nowpayments.io' },
  currency: 'USD',
  limits: { least: '1.00', most: '100000.00' },
  settings,
  feature: methodFeature(brand, {
    min: 100_000,
    max: 100_000_000,
    needs: ['nowpayments_api_key', 'nowpayments_ipn_secret', 'rate_toman_per_usd'],
  }),
  guide: {
    fa: 'در account.nowpayments.io کیف پول دریافت را ثبت کنید، یک کلید API بسازید و در تنظیمات فروشگاه کلید محرمانهٔ IPN را بگیرید (فقط یک بار کامل نشان داده می‌شود). هر دو را بدهید و ارسال دوبارهٔ اعلان‌ها (recurrent notifications) را روشن کنید. نشانی بازگشت با هر صورت‌حساب فرستاده می‌شود.',
    en: 'At account.nowpayments.io, set the wallet that takes the money, make an API key, and make the IPN secret in the store settings (it is shown in full only once). Enter both, and switch recurrent notifications on. The callback address goes along with each invoice.',
    ru: 'На account.nowpayments.io укажите кошелёк для выплат, создайте ключ API, а в настройках магазина – секрет IPN (целиком он показывается один раз). Введите оба и включите повторные уведомления (recurrent notifications). Адрес уведомлений передаётся с каждым счётом.',
  },
  credentials,
  accountOf: nowpaymentsAccountOf,
  needsPublicUrl: false,
  payableForMs: dayMs,
  askedForMs: coinPaymentsAskedForMs,
  async create({ reference, amount, currency, description, callbackUrl, returnUrl }, access) {
    const json = {
      ...{ price_amount: Number(amount), price_currency: currency.toLowerCase(), order_id: reference },
      order_description: description.slice(0, 200),
      ...(callbackUrl !== undefined && { ipn_callback_url: callbackUrl }),
      ...{ success_url: returnUrl, cancel_url: returnUrl },
    };
    const { id, invoice_url: url } = await callNowpayments(access, { path: 'invoice', json }, invoiceSchema);
    return { externalId: id, url };
  },
  inquire,
  test,
  callback: {
    isProven: true,
    provesAnyAccount: true,
    headers: [signatureHeader],
    reply: { status: 200, type: 'text/plain', body: 'OK' },
    read({ method, body }): CallbackHint | undefined {
      const json = method === 'POST' ? parseJson(body.toString()) : undefined;
      const payout = payoutOf(json);
      if (payout !== undefined) return { externalId: `payout ${payout}` };
      const told = readNamedPayment(json);
      if (!told) return undefined;
      const { payment_id: id, order_id: order, invoice_id: invoice } = told;
      if (order == null || !referencePattern.test(order)) return { externalId: invoice ?? `payment ${id}` };
      return { reference: order, ...(invoice != null && { externalId: invoice }) };
    },
    /** A finished payment is proved, of which the core compares the price; of anything else there may be a newer word. */
    judge({ headers, body }, { credentials: { ipnSecret } }: Pick<Access, 'credentials'>) {
      if (!isSignedByNowpayments(body, headers[signatureHeader] ?? '', ipnSecret)) return 'forged';
      const json = parseJson(body.toString());
      if (payoutOf(json) !== undefined) return 'nothing';
      const { data: payment } = coinPaymentSchema.safeParse(json);
      return payment?.payment_status === 'finished' ? paidState(payment) : 'ask';
    },
  },
} as const satisfies Gateway<Credentials>;
