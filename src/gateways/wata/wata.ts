import { now } from '#platform/clock.js';
import { dayMs, minuteMs } from '#platform/units.js';
import { parseJson } from '../call-gateway.js';
import { demandAccount } from '../demand-account.js';
import { gatewayRefused } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { CallbackHint } from '../callback.js';
import type { CreatedPayment, KnownPayment } from '../payment-at-gateway.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState, RefundState } from '../gateway-state.js';
import { methodFeature, sameEverywhere } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import { refusedRefund } from '../refused-refund.js';
import {
  balanceSchema,
  callWata,
  findAtWata,
  linkSchema,
  listOf,
  namedWebhookSchema,
  payableLinkSchema,
  refundSchema,
  transactionSchema,
  webhookSchema,
  type PayableLink,
  type WataLink,
  type WataTransaction,
} from './call-wata.js';
import { isSignedByWata } from './wata-key.js';
import {
  terminalAccountOf,
  wataCredentials as credentials,
  wataSettings as settings,
  type WataCredentials as Credentials,
} from './wata-settings.js';
import { dueRefund, stateOfOrder, verdictOf } from './wata-transactions.js';

const name = 'wata';
const brand = sameEverywhere('WATA');
const signatureHeader = 'x-signature';

type Access = GatewayAccess<Credentials>;

/** A terminal knows its own links alone. */
const demandTerminal = (payment: KnownPayment, { credentials: now }: Access): void =>
  demandAccount(payment, { gateway: name, own: terminalAccountOf(now), maker: 'the terminal' });

const isOf = (terminalPublicId: string | undefined, { terminalId }: Credentials): boolean =>
  terminalPublicId?.toLowerCase() === terminalId;

/** Where WATA says whose the token is, that must be the terminal whose webhooks are believed. */
function demandOwn(terminalPublicId: string | undefined, { credentials: own }: Access): void {
  if (terminalPublicId === undefined || isOf(terminalPublicId, own)) return;
  const said = 'the token is of another terminal than wata_terminal_id';
  throw gatewayRefused('gateway.misconfigured', { gateway: name, said, money: 'untouched' });
}

const createdOf = ({ id, url, expirationDateTime: end }: PayableLink): CreatedPayment => ({
  externalId: id,
  url,
  ...(end !== undefined && { expiresAt: new Date(end) }),
});

/** A link must live for more than ten minutes, and for 30 days at most; clocks differ. */
const shortestLifeMs = 15 * minuteMs;
function endOf(expiresAt: Date): string {
  const ms = Math.min(
    Math.max(expiresAt.getTime(), now() + shortestLifeMs),
    now() + 30 * dayMs - 5 * minuteMs,
  );
  return new Date(ms).toISOString().replace(/\.\d+/, '');
}

/** The transactions that carry our name of a payment. */
async function transactionsOf({ reference }: KnownPayment, access: Access): Promise<WataTransaction[]> {
  const query = { orderId: reference, maxResultCount: '1000' };
  const asked = { operation: 'transactions', path: '/v2/transactions', query };
  const found = await callWata(access, asked, listOf(transactionSchema));
  return found.filter(
    ({ orderId, terminalPublicId: terminal }) =>
      orderId === reference && (terminal === undefined || isOf(terminal, access.credentials)),
  );
}

/** A link that nobody paid: it is gone once its time is over, and a closed one can no longer be paid. */
function unpaidState(link: WataLink | undefined, { createdAt }: KnownPayment): GatewayState {
  // One that was made a moment ago may not be shown yet.
  if (!link && now() < createdAt.getTime() + shortestLifeMs) return { kind: 'open' };
  if (!link) return { kind: 'ended', as: 'expired' };
  if (link.status.toLowerCase() !== 'closed') return { kind: 'open' };
  const isOver = link.expirationDateTime !== undefined && Date.parse(link.expirationDateTime) <= now();
  return { kind: 'ended', as: isOver ? 'expired' : 'cancelled' };
}

/** The link first: one that is closed by a payment has that payment among its transactions. */
async function inquire(payment: KnownPayment, access: Access): Promise<GatewayState> {
  demandTerminal(payment, access);
  const path = `/links/${encodeURIComponent(payment.externalId)}`;
  const link = await findAtWata(access, { operation: 'link', path }, linkSchema);
  return stateOfOrder(await transactionsOf(payment, access)) ?? unpaidState(link, payment);
}

/** Cards, SBP, T-Pay and SberPay for roubles; told by webhooks that WATA signs for all its merchants alike. */
export const wata = {
  name,
  brand,
  apiRoot: {
    variable: 'WATA_API_ROOT',
    standard: 'https://api.wata.pro/api/h2h',
    sandbox: 'https://api-sandbox.wata.pro/api/h2h',
    isSandbox: ({ isSandbox }: Credentials) => isSandbox,
  },
  currency: 'RUB',
  limits: { least: '10.00', most: '999999.99' },
  settings,
  feature: methodFeature(brand, {
    min: 100_000,
    max: 1_000_000_000,
    needs: ['rate_toman_per_rub', 'wata_access_token', 'wata_terminal_id'],
  }),
  guide: {
    fa: 'در merchant.wata.pro، در تنظیمات پایانه، یک توکن دسترسی بسازید و آن را با شناسهٔ عمومی پایانه بدهید. همان‌جا نشانی بازگشت ربات را در Webhook URL بگذارید. توکن یک تا دوازده ماه اعتبار دارد؛ پیش از پایانش توکن تازه بدهید.',
    en: 'At merchant.wata.pro, in the settings of the terminal, make an access token and enter it with the public id of the terminal. Put the callback address of the bot there as the Webhook URL. A token lives for 1 to 12 months: enter a new one before it ends.',
    ru: 'На merchant.wata.pro в настройках терминала создайте токен доступа и введите его вместе с публичным id терминала. Там же укажите адрес уведомлений бота как Webhook URL. Токен действует от 1 до 12 месяцев: введите новый до его окончания.',
  },
  credentials,
  accountOf: terminalAccountOf,
  needsPublicUrl: false,
  payableForMs: 30 * dayMs,
  askedForMs: 31 * dayMs,
  leastPauseMs: minuteMs / 2,
  async create({ reference, amount, currency, description, returnUrl, expiresAt }, access) {
    const json = {
      ...{ type: 'OneTime', amount: Number(amount), currency, orderId: reference },
      description: description.slice(0, 255),
      ...{ successRedirectUrl: returnUrl, failRedirectUrl: returnUrl },
      expirationDateTime: endOf(expiresAt),
    };
    const asked = { operation: 'create link', path: '/links', json, money: 'unknown' } as const;
    const link = await callWata(access, asked, payableLinkSchema);
    demandOwn(link.terminalPublicId, access);
    return createdOf(link);
  },
  /** An open link is given again: many that nobody pays speak against a shop there. */
  async find({ reference }, access) {
    const query = { orderId: reference, statuses: 'Opened', skipCount: '0', maxResultCount: '10' };
    const asked = { operation: 'links', path: '/links/', query };
    const links = await callWata(access, asked, listOf(linkSchema));
    const open = links.find((one) => one.orderId === reference && one.status.toLowerCase() === 'opened');
    const { data: link } = payableLinkSchema.safeParse(open);
    if (link) demandOwn(link.terminalPublicId, access);
    return link && createdOf(link);
  },
  inquire,
  /** There is no name for a refund, so what went back before is looked at first: a repeat is not sent twice. */
  async refund(refund, access): Promise<RefundState> {
    demandTerminal(refund, access);
    const due = dueRefund(await transactionsOf(refund, access), refund);
    if ('kind' in due) return due;
    const json = { originalTransactionId: due.id, amount: Number(due.amount) };
    const asked = { operation: 'refund', path: '/transactions/refunds', json, money: 'unknown' } as const;
    try {
      const { transactionStatus: status, errorCode } = await callWata(access, asked, refundSchema);
      if (status.toLowerCase() === 'declined') return { kind: 'by_hand', code: errorCode ?? 'declined' };
      return { kind: status.toLowerCase() === 'paid' ? 'sent' : 'waiting' };
    } catch (error) {
      return refusedRefund(error);
    }
  },
  /** The balance of today, which says whose the token is. */
  async test(access) {
    const query = { Date: new Date(now()).toISOString().slice(0, 10) };
    const asked = { operation: 'balance', path: '/finance/balance', query };
    const { terminalPublicId } = await callWata(access, asked, balanceSchema);
    demandOwn(terminalPublicId, access);
  },
  callback: {
    isProven: true,
    headers: [signatureHeader],
    reply: { status: 200, type: 'text/plain', body: 'OK' },
    /** Also one about an order that is none of ours: where it is not taken, WATA declines what somebody is paying. */
    read({ method, body }): CallbackHint | undefined {
      const { data } = namedWebhookSchema.safeParse(parseJson(body.toString()));
      if (method !== 'POST' || !data) return undefined;
      const { orderId = '', linkId, transactionId } = data;
      if (referencePattern.test(orderId))
        return { reference: orderId, ...(linkId !== undefined && { externalId: linkId }) };
      return { externalId: linkId ?? transactionId };
    },
    async judge({ headers, body }, { root, credentials: own }: Pick<Access, 'credentials' | 'root'>) {
      const told = webhookSchema.safeParse(parseJson(body.toString())).data;
      if (!told) return 'ask';
      const verdict = verdictOf(told);
      // Nothing follows from it, whoever said it.
      if (verdict === 'nothing') return verdict;
      const isSigned = await isSignedByWata(root, { body, signature: headers[signatureHeader] ?? '' });
      if (isSigned === undefined) return 'ask';
      const { terminalPublicId } = told;
      if (!isSigned || (terminalPublicId !== undefined && !isOf(terminalPublicId, own))) return 'forged';
      return terminalPublicId === undefined ? 'ask' : verdict;
    },
  },
} as const satisfies Gateway<Credentials>;
