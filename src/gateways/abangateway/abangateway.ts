import { now } from '#platform/clock.js';
import { sameSecret } from '#platform/secrets.js';
import { dayMs, hourMs, minuteMs } from '#platform/units.js';
import { parseJson } from '../call-gateway.js';
import { cutText } from '../cut-text.js';
import { gatewayBusy, gatewayRefused } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { CallbackHint } from '../callback.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import { methodFeature, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import {
  callAbangateway,
  cancelledSchema,
  abangatewayInvoiceSchema,
  payableAbangatewaySchema,
  readAbangatewayWebhook,
  abangatewaySignature,
  verifiedSchema,
  type AbangatewayInvoice,
} from './call-abangateway.js';
import {
  abangatewayCredentials as credentials,
  abangatewaySettings as settings,
  abangatewayAccount,
  isTestAccount,
  type AbangatewayCredentials as Credentials,
} from './abangateway-settings.js';

const name = 'abangateway';
const brand = sameEverywhere('AbanGateway');
const signatureHeader = 'x-signature';
/** The bank's message of a transfer may come after the invoice's end. */
const graceMs = hourMs;
const longestMinutes = 1_440;

type Access = GatewayAccess<Credentials>;

const pathOf = ({ externalId }: KnownPayment): string => `/${encodeURIComponent(externalId)}`;

/** Is its time over, with what the bank may still tell? Where it does not say when that is, it is. */
const isLate = ({ expires_at: end }: AbangatewayInvoice): boolean =>
  end === undefined || Date.parse(end) + graceMs <= now();

/** Paid, and the very order: an invoice of a test key moves no money, so it pays nothing that was asked for in earnest. */
function paidState(invoice: AbangatewayInvoice, payment: KnownPayment): GatewayState {
  const { invoice_id: id, amount_rial: amount, order_id: reference, is_test: isTest } = invoice;
  if (isTest !== isTestAccount(payment.account)) return { kind: 'disputed', code: 'is_test' };
  if (reference !== payment.reference) return { kind: 'disputed', code: 'order_id' };
  if (amount !== payment.amount) return { kind: 'disputed', code: 'amount_rial' };
  return { kind: 'paid', amount, currency: 'IRR', receipt: id };
}

/** A larger sum comes in parts: its time goes on after the first, and when it is over, a part is there that people decide about. */
function partlyPaidState(invoice: AbangatewayInvoice): GatewayState {
  const { expires_at: end, payable_rial: payable } = invoice;
  if (end !== undefined && isLate(invoice)) return { kind: 'disputed', code: 'partially_paid' };
  return {
    kind: 'open',
    ...(end !== undefined && { until: new Date(end) }),
    ...(payable !== undefined && { payable }),
  };
}

function stateOf(invoice: AbangatewayInvoice, payment: KnownPayment): GatewayState {
  const { status, payable_rial: payable } = invoice;
  if (status === 'paid') return paidState(invoice, payment);
  if (status === 'partially_paid') return partlyPaidState(invoice);
  if (status === 'cancelled') return { kind: 'ended', as: 'cancelled' };
  if (status === 'expired') return isLate(invoice) ? { kind: 'ended', as: 'expired' } : { kind: 'open' };
  return { kind: 'open', ...(payable !== undefined && { payable }) };
}

async function inquire(payment: KnownPayment, access: Access): Promise<GatewayState> {
  const call = {
    ...{ operation: 'invoice', path: pathOf(payment) },
    hears: ['invoice_not_found', 'invoice_expired'] as const,
  };
  const said = await callAbangateway(access, call, abangatewayInvoiceSchema);
  if (typeof said === 'object') return stateOf(said, payment);
  if (said === 'invoice_expired') return { kind: 'ended', as: 'expired' };
  if (payment.account === abangatewayAccount(access.credentials))
    return { kind: 'ended', as: 'failed', code: said };
  // Another shop does not know it, which says nothing of the money.
  const known = `it was made by the key ${payment.account}`;
  throw gatewayRefused('gateway.unauthorized', { gateway: name, said: known, money: 'untouched' });
}

/** From card to card in Iran, confirmed by the bank's message; told by signed webhooks, settled by asking. */
export const abangateway = {
  name,
  brand,
  apiRoot: { variable: 'ABANGATEWAY_API_ROOT', standard: 'https://api.abangateway.ir' },
  currency: 'IRR',
  limits: { least: '10000', most: '1000000000' },
  settings,
  feature: methodFeature(brand, {
    min: 10_000,
    max: 100_000_000,
    needs: ['abangateway_api_key', 'abangateway_webhook_secret'],
  }),
  guide: {
    fa: 'در پنل AbanGateway یک فروشگاه بسازید، کارت خود را ثبت کنید و موجودی کیف پول کارمزد را افزایش دهید؛ سپس کلید API (با ag_live_ شروع می‌شود) و کلید وب‌هوک فروشگاه را بدهید. با کلیدی که با ag_test_ شروع می‌شود پول واقعی جابه‌جا نمی‌شود.',
    en: 'In the AbanGateway panel make a shop, register your card and fill the fee wallet; then enter the API key (it begins with ag_live_) and the webhook secret of the shop. With a key that begins with ag_test_ no real money moves.',
    ru: 'В кабинете AbanGateway создайте магазин, добавьте свою карту и пополните кошелёк комиссий; затем введите API-ключ (начинается с ag_live_) и секрет вебхука магазина. С ключом, который начинается с ag_test_, настоящие деньги не движутся.',
  },
  credentials,
  accountOf: abangatewayAccount,
  needsPublicUrl: false,
  payableForMs: dayMs,
  askedForMs: dayMs + 2 * graceMs,
  leastPauseMs: minuteMs,
  /** One whose making was not heard of is made anew: nobody has seen the sum of the first, and its fee is free again with its end. */
  async create({ reference, amount, description, callbackUrl, returnUrl, expiresAt }, access) {
    const minutes = Math.ceil((expiresAt.getTime() - now()) / minuteMs);
    const json = {
      ...{ amount_rial: Number(amount), order_id: reference, return_url: returnUrl },
      ...(callbackUrl !== undefined && { callback_url: callbackUrl }),
      description: cutText(description, 1_000),
      expiry_minutes: Math.min(Math.max(minutes, 1), longestMinutes),
    };
    const made = await callAbangateway(
      access,
      { operation: 'create', path: '', json },
      payableAbangatewaySchema,
    );
    if (made.amount_rial !== amount || made.is_test !== access.credentials.isTest)
      throw gatewayBusy('gateway.garbage', {
        ...{ gateway: name, money: 'untouched' },
        said: `another invoice than was asked for: ${made.amount_rial} rial, is_test ${made.is_test}`,
      });
    return {
      externalId: made.invoice_id,
      url: made.payment_url,
      payable: made.payable_rial,
      ...(made.expires_at !== undefined && { expiresAt: new Date(made.expires_at) }),
    };
  },
  inquire,
  /** Succeeds once; a repeat hears that it did. */
  async confirm(payment, access) {
    const call = { operation: 'verify', path: `${pathOf(payment)}/verify`, json: {} };
    await callAbangateway(access, { ...call, hears: ['already_verified'] }, verifiedSchema);
  },
  /** What is not pending any more is asked about. */
  async cancel(payment, access) {
    const call = { operation: 'cancel', path: `${pathOf(payment)}/cancel`, json: {} };
    const hears = ['invoice_expired', 'invoice_not_found', 'invoice_not_payable'] as const;
    return (await callAbangateway(access, { ...call, hears }, cancelledSchema)) === true;
  },
  /** Asks about an invoice that there is not: only who knows the key hears that. */
  async test(access) {
    const call = { operation: 'test', path: '/inv_credentials_test', hears: ['invoice_not_found'] as const };
    await callAbangateway(access, call, abangatewayInvoiceSchema);
  },
  callback: {
    isProven: true,
    headers: [signatureHeader],
    reply: { status: 200, type: 'text/plain', body: 'ok' },
    read({ method, body }): CallbackHint | undefined {
      const named = method === 'POST' ? readAbangatewayWebhook(parseJson(body.toString())) : undefined;
      if (!named) return undefined;
      const { invoice_id: externalId, order_id: reference = '' } = named;
      return { externalId, ...(referencePattern.test(reference) && { reference }) };
    },
    /** A right signature is a reason to ask, whatever it says: the invoice decides. */
    judge({ headers, body }, { credentials: { webhookSecret } }: Pick<Access, 'credentials'>) {
      const signature = headers[signatureHeader]?.toLowerCase() ?? '';
      return sameSecret(signature, abangatewaySignature(webhookSecret, body)) ? 'ask' : 'forged';
    },
  },
} as const satisfies Gateway<Credentials>;
