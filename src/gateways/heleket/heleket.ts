import { z } from 'zod';
import { now } from '#platform/clock.js';
import { compareAmounts } from '#platform/money.js';
import { hourMs } from '#platform/units.js';
import { parseJson } from '../call-gateway.js';
import { demandAccount } from '../demand-account.js';
import { gatewayRefused } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { KnownPayment, PaymentAsk } from '../payment-at-gateway.js';
import { paidBy, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import { callHeleket } from './call-heleket.js';
import {
  heleketAskedForMs,
  heleketInvoiceSchema,
  stateOfInvoice,
  type HeleketInvoice,
} from './heleket-invoice.js';
import {
  heleketConfig as config,
  heleketCredentials as credentials,
  heleketSettings as settings,
  type HeleketCredentials as Credentials,
} from './heleket-settings.js';
import { isFromHeleket, isSignedByHeleket, readHeleketWebhook } from './heleket-webhook.js';

const name = 'heleket';
const brand = sameEverywhere('Heleket');
/** Its bounds of an invoice's life, in seconds. */
const lifetime = { least: 300, most: 43_200 } as const;

type Access = GatewayAccess<Credentials>;

const accountOf = ({ merchantId }: Credentials): string => merchantId;

/** A merchant knows its own invoices alone. */
const demandMerchant = (payment: KnownPayment, { credentials: now }: Access): void =>
  demandAccount(payment, { gateway: name, own: accountOf(now), maker: 'the merchant' });

/** An order id that was used before gives its first invoice back, with the price of then. */
function demandSameOrder(invoice: HeleketInvoice, { reference, amount, currency }: PaymentAsk): void {
  const isSame =
    invoice.order_id === reference &&
    invoice.currency === currency &&
    compareAmounts(invoice.amount, amount) === 0;
  if (isSame) return;
  const said = `its invoice is of ${invoice.amount} ${invoice.currency} for ${String(invoice.order_id)}`;
  throw gatewayRefused('gateway.refused', { gateway: name, said, money: 'untouched' });
}

const payableSchema = heleketInvoiceSchema.refine(
  (invoice): invoice is HeleketInvoice & { url: string } => invoice.url != null,
);

function secondsUntil(expiresAt: Date): number {
  const seconds = Math.ceil((expiresAt.getTime() - now()) / 1_000);
  return Math.min(Math.max(seconds, lifetime.least), lifetime.most);
}

/** Invoices in dollars, paid in coins on its page; told by webhooks with a weak signature, so money is always asked about. */
export const heleket = {
  name,
  brand,
  apiRoot: { variable: 'HELEKET_API_ROOT', standard: 'https://api.heleket.com' },
  currency: 'USD',
  limits: { least: '1.00', most: '100000.00' },
  settings,
  feature: {
    ...paidBy(brand),
    config,
    isOnByDefault: false,
    needs: ['heleket_api_key', 'heleket_merchant_id', 'rate_toman_per_usd'],
  },
  guide: {
    fa: 'در heleket.com یک پذیرنده (Merchant) بسازید و دامنه‌اش را تأیید کنید. پس از بررسی، شناسهٔ پذیرنده (Merchant ID) و کلید API پرداخت (Payment API key، نه کلید Payout) را از تنظیماتش بدهید. نشانی بازگشت با هر صورت‌حساب فرستاده می‌شود و لازم نیست جایی ثبت شود.',
    en: 'Make a merchant at heleket.com and confirm its domain. Once it passed moderation, enter the Merchant ID and the payment API key (not the payout key) from its settings. The callback address goes along with each invoice, so it need not be set anywhere.',
    ru: 'Создайте мерчанта на heleket.com и подтвердите его домен. После модерации введите из его настроек Merchant ID и ключ API для приёма платежей (не ключ для выплат). Адрес уведомлений передаётся с каждым счётом, указывать его нигде не нужно.',
  },
  credentials,
  accountOf,
  needsPublicUrl: false,
  payableForMs: 12 * hourMs,
  askedForMs: heleketAskedForMs,
  /** Of one order id there is one invoice: a repeat gives the same one back. */
  async create(ask, access) {
    const { reference, amount, currency, callbackUrl, returnUrl, expiresAt } = ask;
    const { markupPercent } = access.credentials;
    const given = {
      ...{ amount, currency, order_id: reference },
      ...{ url_return: returnUrl, url_success: returnUrl },
      ...(callbackUrl !== undefined && { url_callback: callbackUrl }),
      lifetime: secondsUntil(expiresAt),
      ...(markupPercent > 0 && { discount_percent: -markupPercent }),
    };
    const invoice = await callHeleket(access, { path: 'payment', given }, payableSchema);
    demandSameOrder(invoice, ask);
    const { uuid, url, expired_at: end } = invoice;
    return { externalId: uuid, url, ...(end != null && { expiresAt: new Date(end * 1_000) }) };
  },
  async inquire(payment, access) {
    demandMerchant(payment, access);
    const asked = { path: 'payment/info', given: { uuid: payment.externalId } };
    const invoice = await callHeleket(access, asked, heleketInvoiceSchema);
    const isIts = invoice.uuid === payment.externalId && invoice.order_id === payment.reference;
    return isIts ? stateOfInvoice(invoice, payment.createdAt) : { kind: 'disputed', code: 'order_id' };
  },
  /** Which coins it takes, which nobody but a merchant is told. */
  async test(access) {
    await callHeleket(access, { path: 'payment/services' }, z.array(z.unknown()));
  },
  callback: {
    headers: [],
    reply: { status: 200, type: 'text/plain', body: 'OK' },
    /** Also one of another kind (a wallet, a test): where it is not heard, it is told again and again. */
    read({ method, body }) {
      const told = method === 'POST' ? readHeleketWebhook(body) : undefined;
      if (!told) return undefined;
      const { uuid, order_id: reference = '' } = told;
      return { externalId: uuid, ...(referencePattern.test(reference) && { reference }) };
    },
    /**
     * MD5 is too weak a proof of money, and what ends a payment may come late and out of order, so both are asked about. That it is
     * still open is believed of Heleket's own address.
     */
    judge({ body, ip }, { credentials: { apiKey } }: Pick<Access, 'credentials'>) {
      if (!isSignedByHeleket(body, apiKey)) return 'forged';
      // Of wallets and payouts.
      if ((readHeleketWebhook(body)?.type ?? 'payment') !== 'payment') return 'nothing';
      const { data: invoice } = heleketInvoiceSchema.safeParse(parseJson(body.toString()));
      if (!invoice || !isFromHeleket(ip)) return 'ask';
      const state = stateOfInvoice(invoice, new Date(now()));
      return state.kind === 'open' ? state : 'ask';
    },
  },
} as const satisfies Gateway<Credentials>;
