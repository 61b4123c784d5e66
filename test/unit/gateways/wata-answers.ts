import type { CallbackVerdict } from '#gateways/callback.js';
import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const terminalId = '3a11b2c3-0000-4000-8000-00000000000a';
export const linkId = '9d0a1c6e-1111-4c7f-8a45-0f6f3f6b2a10';
export const paidId = '7c0f2d0e-2222-4c7f-8a45-0f6f3f6b2a11';

/** A link as the worked example has it. */
export const link = {
  id: linkId,
  amount: 299.0,
  currency: 'RUB',
  status: 'Opened',
  url: 'https://pay.wata.pro/p/9d0a1c6e',
  terminalName: 'Shop',
  terminalPublicId: terminalId,
  creationTime: '2026-09-20T12:00:00Z',
  orderId: reference,
  description: 'VPN 30 days',
  successRedirectUrl: 'https://t.me/shop_bot',
  failRedirectUrl: 'https://t.me/shop_bot',
  expirationDateTime: '2999-09-20T12:30:00Z',
  type: 'OneTime',
};
export const closed = { ...link, status: 'Closed' };
const expired = { ...closed, expirationDateTime: '2026-09-20T12:30:00Z' };

/** A transaction as a list has it. */
export const transaction = {
  terminalName: 'Shop',
  terminalPublicId: terminalId,
  type: 'SBP',
  kind: 'Payment',
  amount: 299.0,
  currency: 'RUB',
  status: 'Paid',
  errorCode: null,
  errorDescription: null,
  orderId: reference,
  orderDescription: 'VPN 30 days',
  creationTime: '2026-09-20T12:03:11Z',
  paymentTime: '2026-09-20T12:04:11Z',
  totalCommission: 11.96,
  sbpLink: null,
  paymentLinkId: linkId,
  id: paidId,
};
const { kind: _kind, ...older } = transaction;
const declined = { ...transaction, id: 'd1', status: 'Declined', errorCode: 'TRA_2002' };
export const refund = { ...transaction, id: 'r1', kind: 'Refund', originalTransactionId: paidId };

const paid: GatewayState = { kind: 'paid', amount: '299', currency: 'RUB', receipt: paidId, note: 'SBP' };
const open: GatewayState = { kind: 'open' };

interface Told {
  /** null: it is gone. */
  readonly link: unknown;
  readonly transactions: readonly object[];
  readonly state: GatewayState;
}

/** What WATA says of a link and the transactions of its order, and what that means. */
export const states: Readonly<Record<string, Told>> = {
  'an open link': { link, transactions: [], state: open },
  'a closed link with its payment': { link: closed, transactions: [transaction], state: paid },
  'a payment whose link is gone': { link: null, transactions: [transaction], state: paid },
  'a payment whose link is still called open': { link, transactions: [transaction], state: paid },
  'an older answer, without a kind': { link: closed, transactions: [older], state: paid },
  'an amount with zeros, as a text': {
    link: closed,
    transactions: [{ ...transaction, amount: '299.00' }],
    state: { ...paid, amount: '299.00' },
  },
  'nulls beside it': {
    link: { ...closed, expirationDateTime: null, url: null },
    transactions: [{ ...transaction, type: null, terminalPublicId: null }],
    state: { kind: 'paid', amount: '299', currency: 'RUB', receipt: paidId },
  },
  'more than was asked for': {
    link: closed,
    transactions: [{ ...transaction, amount: 300.5 }],
    state: { ...paid, amount: '300.5' },
  },
  'another currency': {
    link: closed,
    transactions: [{ ...transaction, currency: 'USD' }],
    state: { ...paid, currency: 'USD' },
  },
  'two payments': {
    link: closed,
    transactions: [transaction, { ...transaction, id: 'p2' }],
    state: { ...paid, amount: '598' },
  },
  'two payments in two currencies': {
    link: closed,
    transactions: [transaction, { ...transaction, id: 'p2', currency: 'USD' }],
    state: { kind: 'disputed', code: 'paid in two currencies' },
  },
  'a decline, after which it can be paid': { link, transactions: [declined], state: open },
  'a decline, then a payment': { link: closed, transactions: [declined, transaction], state: paid },
  'the payer at the bank': {
    link,
    transactions: [{ ...transaction, status: 'Created' }],
    state: open,
  },
  'the bank at it, the link closed meanwhile': {
    link: expired,
    transactions: [{ ...transaction, status: 'Pending' }],
    state: open,
  },
  'a status that nobody knows': {
    link: expired,
    transactions: [{ ...transaction, status: 'Held' }],
    state: open,
  },
  'a kind that nobody knows': {
    link: expired,
    transactions: [{ ...transaction, kind: 'Gift' }],
    state: open,
  },
  'a link of a status that nobody knows': {
    link: { ...link, status: 'Frozen' },
    transactions: [],
    state: open,
  },
  'a closed link without a payment': {
    link: closed,
    transactions: [],
    state: { kind: 'ended', as: 'cancelled' },
  },
  'a link whose time is over': {
    link: expired,
    transactions: [declined],
    state: { kind: 'ended', as: 'expired' },
  },
  'a link that is gone': { link: null, transactions: [], state: { kind: 'ended', as: 'expired' } },
  'a payment for another order': {
    link: closed,
    transactions: [{ ...transaction, orderId: 'b'.repeat(32) }],
    state: { kind: 'ended', as: 'cancelled' },
  },
  'a payment at another terminal': {
    link: closed,
    transactions: [{ ...transaction, terminalPublicId: '4b'.repeat(16) }],
    state: { kind: 'ended', as: 'cancelled' },
  },
  'all of it given back': {
    link: closed,
    transactions: [transaction, refund],
    state: { kind: 'refunded' },
  },
  'all of it given back, told as what leaves': {
    link: closed,
    transactions: [transaction, { ...refund, amount: -299 }],
    state: { kind: 'refunded' },
  },
  'parts of it given back': {
    link: closed,
    transactions: [transaction, { ...refund, amount: 100.1 }, { ...refund, id: 'r2', amount: 50.2 }],
    state: { kind: 'refunded', amount: '150.3' },
  },
  'a refund on its way': {
    link: closed,
    transactions: [transaction, { ...refund, status: 'Pending' }],
    state: paid,
  },
  'a refund that failed': {
    link: closed,
    transactions: [transaction, { ...refund, status: 'Declined' }],
    state: paid,
  },
  'a refund alone, which is no payment': { link, transactions: [refund], state: open },
};

/** A webhook as the worked example has it. */
export const webhook = {
  transactionType: 'SBP',
  transactionId: paidId,
  transactionStatus: 'Paid',
  kind: 'Payment',
  errorCode: null,
  errorDescription: null,
  terminalName: 'Shop',
  terminalPublicId: terminalId,
  amount: 299.0,
  currency: 'RUB',
  orderId: reference,
  orderDescription: 'VPN 30 days',
  paymentTime: '2026-09-20T12:04:11Z',
  commission: 11.96,
  email: null,
  paymentLinkId: linkId,
};

/** What a webhook with other members proves. */
export const verdicts: readonly (readonly [form: string, more: object, verdict: CallbackVerdict])[] = [
  ['paid', {}, paid],
  ['paid, in an older form', { kind: undefined, paymentLinkId: undefined, id: linkId }, paid],
  ['paid by a new way', { transactionType: 'SberPay' }, { ...paid, note: 'SberPay' }],
  ['asked before the bank is', { transactionStatus: 'Created' }, 'nothing'],
  ['at the bank', { transactionStatus: 'Pending' }, 'nothing'],
  ['declined, so that it can be tried again', { transactionStatus: 'Declined' }, 'nothing'],
  ['a status that nobody knows', { transactionStatus: 'Held' }, 'ask'],
  ['a refund that is done', { kind: 'Refund', originalTransactionId: paidId }, 'ask'],
  ['a refund that failed', { kind: 'Refund', transactionStatus: 'Declined' }, 'nothing'],
  ['a kind that nobody knows', { kind: 'Gift' }, 'ask'],
  ['no word of whose terminal it was', { terminalPublicId: undefined }, 'ask'],
  ["another's terminal", { terminalPublicId: '4b11b2c3-0000-4000-8000-00000000000a' }, 'forged'],
];

const error = (message: string, code: string | null = null, members?: readonly string[]) => ({
  error: {
    code,
    message,
    details: 'The following errors were detected during validation.',
    data: {},
    validationErrors: members ? [{ message: `'${members[0]}' is required.`, members }] : null,
  },
});

interface Fault {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code: string;
  readonly isFinal: boolean;
  readonly said?: string;
  readonly retryAfterMs?: number;
}

/** What any call may answer instead of a result. */
export const faults: Readonly<Record<string, Fault>> = {
  'a wrong or old token': { status: 401, body: '', code: 'gateway.unauthorized', isFinal: true },
  'a wrong token, told in words': {
    ...{ status: 401, body: error('Unauthorized'), code: 'gateway.unauthorized', isFinal: true },
    said: 'Unauthorized',
  },
  'what the terminal may not do': {
    ...{ status: 403, body: error('Доступ запрещён'), code: 'gateway.misconfigured', isFinal: true },
    said: 'Доступ запрещён',
  },
  'an amount that it does not take': {
    ...{ status: 400, body: error('Your request is invalid!', null, ['amount']) },
    ...{ code: 'gateway.amount', isFinal: true, said: "'amount' is required." },
  },
  'an amount out of range, by its code': {
    ...{ status: 400, body: error('Сумма вне диапазона', 'Payment:PL_1001') },
    ...{ code: 'gateway.amount', isFinal: true, said: 'Payment:PL_1001 Сумма вне диапазона' },
  },
  'a way to pay that the terminal has not': {
    ...{ status: 400, body: error('Not enabled', 'Payment:TRA_1013') },
    ...{ code: 'gateway.misconfigured', isFinal: true },
  },
  'another member that is wrong': {
    ...{ status: 400, body: error('Your request is invalid!', null, ['expirationDateTime']) },
    ...{ code: 'gateway.refused', isFinal: true },
  },
  'a refusal in few words': { status: 400, body: '', code: 'gateway.refused', isFinal: true, said: '400' },
  'a path that is not there': { status: 405, body: '', code: 'gateway.misconfigured', isFinal: true },
  'too many questions, with a header': {
    ...{ status: 429, body: '', headers: { 'retry-after': '45' } },
    ...{ code: 'gateway.flood', isFinal: false, retryAfterMs: 45_000 },
  },
  'too many questions, with a number in words': {
    ...{ status: 429, body: error('Too many requests. Retry after 39') },
    ...{ code: 'gateway.flood', isFinal: false, retryAfterMs: 39_000 },
  },
  'too many questions, with seconds': {
    ...{ status: 429, body: error('Please wait 41 seconds.') },
    ...{ code: 'gateway.flood', isFinal: false, retryAfterMs: 41_000 },
  },
  'too many questions': {
    status: 429,
    body: '',
    code: 'gateway.flood',
    isFinal: false,
    retryAfterMs: 30_000,
  },
  trouble: { status: 500, body: error('Internal'), code: 'gateway.unavailable', isFinal: false },
  'trouble of a proxy': { status: 502, body: '<html>', code: 'gateway.unavailable', isFinal: false },
  'a page with status 200': { status: 200, body: '<html>', code: 'gateway.garbage', isFinal: false },
  'a page with status 403': { status: 403, body: '<html>', code: 'gateway.garbage', isFinal: false },
  nothing: { status: 200, body: '', code: 'gateway.garbage', isFinal: false },
  'half an answer': { status: 200, body: '{"items":[{"id', code: 'gateway.garbage', isFinal: false },
  'another shape': { status: 200, body: { items: 'none' }, code: 'gateway.garbage', isFinal: false },
  'an amount that is none': {
    ...{ status: 200, body: { items: [{ ...transaction, amount: '2,99' }] } },
    ...{ code: 'gateway.garbage', isFinal: false },
  },
  'another status': { status: 202, body: { items: [] }, code: 'gateway.garbage', isFinal: false },
};
