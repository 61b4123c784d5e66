import { z } from 'zod';
import { compareAmounts } from '#platform/money.js';
import { dayMs } from '#platform/units.js';
import { askZarinpal, demandZarinpal, zarinpalFault } from './call-zarinpal.js';
import type { Gateway } from '../gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import { methodFeature } from '../method-feature.js';
import { referencePattern } from '../reference.js';

const brand = { fa: 'زرین‌پال', en: 'Zarinpal', ru: 'Zarinpal' };
const apiRoot = {
  variable: 'ZARINPAL_API_ROOT',
  standard: 'https://payment.zarinpal.com',
  sandbox: 'https://sandbox.zarinpal.com',
  isSandbox: ({ isSandbox }: Credentials) => isSandbox,
} as const;
const credentials = z
  .object({ zarinpal_merchant_id: z.guid().toLowerCase(), zarinpal_sandbox: z.boolean() })
  .transform((row) => ({ merchantId: row.zarinpal_merchant_id, isSandbox: row.zarinpal_sandbox }));
type Credentials = z.output<typeof credentials>;
type Access = GatewayAccess<Credentials>;

const minute = 60_000;
const authorityPattern = /^[AS][0-9A-Za-z]{35}$/;

/** Asks about a payment where it was made: one of real money not in the sandbox, to which the bot may have changed since. */
function askAbout(operation: string, payment: KnownPayment, { root }: Access, more: object = {}) {
  const json = { merchant_id: payment.account, authority: payment.externalId, ...more };
  const isReal = payment.externalId.startsWith('A') && root === apiRoot.sandbox;
  return askZarinpal(operation, json, isReal ? apiRoot.standard : root, 'unknown');
}
const statusOf = async (payment: KnownPayment, access: Access): Promise<unknown> =>
  (await demandZarinpal(askAbout('inquiry', payment, access))).status;

/** What verify calls unpaid; a payer who cancelled may come back and pay, so only FAILED ends it. */
async function unpaidState(payment: KnownPayment, access: Access): Promise<GatewayState> {
  const status = await statusOf(payment, access);
  if (status === 'REVERSED') return { kind: 'refunded' };
  return status === 'FAILED' ? { kind: 'ended', as: 'failed', code: '-51' } : { kind: 'open' };
}

/** Money is taken by verify alone, which compares the amount; 101 is its repeat. */
async function inquire(payment: KnownPayment, access: Access): Promise<GatewayState> {
  const { amount, currency } = payment;
  const said = await askAbout('verify', payment, access, { amount: Number(amount) });
  const { code, data, text } = said;
  if (code === '-50') return { kind: 'disputed', code };
  if (code === '-51') return unpaidState(payment, access);
  if (code === '-53' || code === '-54' || code === '-55') return { kind: 'ended', as: 'failed', code };
  if (code !== '100' && code !== '101') throw zarinpalFault(said);
  // As it is written: it may be larger than JavaScript's numbers.
  const receipt = /"ref_id"\s*:\s*"?(\d{1,20})/.exec(text)?.[1] ?? null;
  const card = z
    .string()
    .regex(/^\d{6}[*Xx]+\d{4}$/)
    .safeParse(data.card_pan).data;
  return { kind: 'paid', amount, currency, receipt, ...(card !== undefined && { note: card }) };
}

const unverified = z.object({
  authority: z.string().regex(authorityPattern),
  callback_url: z
    .url()
    .transform((url) => new URL(url).searchParams.get('p') ?? '')
    .catch(''),
  date: z.string().catch(''),
});
const listUnverified = ({ root, credentials: { merchantId } }: Access) =>
  demandZarinpal(askZarinpal('unVerified', { merchant_id: merchantId }, root, 'untouched'));

/** A payment gateway of Iran: the payer is redirected, nothing is signed, and the money is his who verifies. */
export const zarinpal = {
  name: 'zarinpal',
  brand,
  apiRoot,
  currency: 'IRR',
  limits: { least: '10000', most: '1000000000' },
  settings: {},
  feature: {
    ...methodFeature(brand, { min: 1_000, max: 100_000_000, needs: [] }),
    column: 'zarinpal_enabled',
  },
  guide: {
    fa: 'در پنل زرین‌پال درگاه را بسازید و شناسهٔ مرچنت (Merchant ID، یک UUID) را بدهید؛ دامنهٔ درگاه باید همان دامنهٔ PUBLIC_URL باشد.',
    en: 'Make a terminal in the Zarinpal panel and enter its Merchant ID (a UUID); the domain of the terminal must be that of PUBLIC_URL.',
    ru: 'Создайте терминал в панели Zarinpal и введите его Merchant ID (UUID); домен терминала должен совпадать с доменом PUBLIC_URL.',
  },
  credentials,
  accountOf: ({ merchantId }) => merchantId,
  opensBankPage: true,
  needsPublicUrl: true,
  payableForMs: 30 * minute,
  askedForMs: 2 * dayMs,
  async create(
    { reference, amount, currency, description, callbackUrl },
    { root, credentials: { merchantId } },
  ) {
    const payment = { merchant_id: merchantId, amount: Number(amount), currency, callback_url: callbackUrl };
    const metadata = { order_id: reference, auto_verify: 'false' };
    const json = { ...payment, description: description.slice(0, 500), metadata };
    // Nobody has its link yet: one that we do not hear of is never paid.
    const said = await askZarinpal('request', json, root, 'untouched');
    const authority = z.string().regex(authorityPattern).safeParse(said.data.authority).data;
    if (said.code !== '100' || authority === undefined) throw zarinpalFault(said);
    return { externalId: authority, url: `${root}/pg/StartPay/${authority}` };
  },
  inquire,
  async listPaid(access) {
    const { authorities } = await listUnverified(access);
    const found = z.array(unverified.optional().catch(undefined)).catch([]).parse(authorities);
    return found
      .flatMap((one) => one ?? [])
      .sort((one, other) => (one.date < other.date ? -1 : 1))
      .map(({ authority, callback_url: p }) => ({
        externalId: authority,
        ...(referencePattern.test(p) && { reference: p }),
      }));
  },
  /** Reverses it whole, within 30 minutes. What is later or less is refunded by an OAuth token, which bots do not have. */
  async refund(refund, access) {
    const byHand = (why: string) => ({ kind: 'by_hand', code: `${why}: refund needs OAuth` }) as const;
    if (compareAmounts(refund.refundAmount, refund.amount) !== 0) return byHand('partial');
    const said = await askAbout('reverse', refund, access);
    // -61 is also what a repeat hears.
    const isDone = said.code === '-61' && (await statusOf(refund, access)) === 'REVERSED';
    if (said.code === '100' || isDone) return { kind: 'sent' };
    if (['-60', '-61', '-62', '-63'].includes(said.code)) return byHand(said.code);
    throw zarinpalFault(said);
  },
  async test(access) {
    await listUnverified(access);
  },
  callback: {
    headers: [],
    reply: 'page',
    read({ method, query }) {
      const given = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]));
      const [authority = '', reference = '', status] = ['authority', 'p', 'status'].map((name) =>
        given.get(name),
      );
      const hint = {
        ...(authorityPattern.test(authority) && { externalId: authority }),
        ...(referencePattern.test(reference) && { reference }),
      };
      if (method !== 'GET' || Object.keys(hint).length === 0) return undefined;
      if (status === 'OK') return { ...hint, claims: 'paid' };
      return status === 'NOK' ? { ...hint, claims: 'cancelled' } : hint;
    },
  },
} as const satisfies Gateway<Credentials>;
