import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const invoiceId = '6000123';

/** An invoice as `invoice` answers it. */
export const invoice = {
  ...{ id: invoiceId, order_id: reference, order_description: 'Plan', price_amount: '4.99' },
  ...{ price_currency: 'usd', invoice_url: `https://nowpayments.io/payment/?iid=${invoiceId}` },
};

/** A payment as the documentation's list has it. */
export const payment = {
  ...{ payment_id: 4_409_701_815, payment_status: 'waiting', pay_address: 'TXyz', price_amount: 4.99 },
  ...{ price_currency: 'usd', pay_amount: 5.1, actually_paid: 0, pay_currency: 'usdttrc20' },
  ...{ order_id: reference, order_description: 'Plan', purchase_id: '5312822613', invoice_id: 6_000_123 },
  ...{ outcome_amount: 5.05, outcome_currency: 'usdttrc20' },
  ...{ created_at: '2026-09-20T13:20:34.000Z', updated_at: '2026-09-20T13:20:34.000Z' },
};
const being = (payment_status: string, more: object = {}) => ({ ...payment, payment_status, ...more });
export const finished = being('finished', { actually_paid: 5.1 });

const paid: GatewayState = {
  kind: 'paid',
  ...{ amount: '4.99', currency: 'USD', receipt: '4409701815', note: '5.1 usdttrc20' },
};
const justNow = () => new Date().toISOString();

interface Listed {
  readonly payments: () => readonly unknown[];
  readonly state: GatewayState;
  /** Kept open for so long from now on, in hours. */
  readonly hours?: number;
  /** How old the payment of ours is, in days; default: new. */
  readonly days?: number;
}

/** What the list has of an order, and what that means. */
export const states: Readonly<Record<string, Listed>> = {
  'nothing yet': { payments: () => [], state: { kind: 'open' } },
  'a coin was chosen': { payments: () => [payment], state: { kind: 'open' } },
  'seen on the chain': { payments: () => [being('confirming')], state: { kind: 'open' }, hours: 1 },
  confirmed: { payments: () => [being('confirmed')], state: { kind: 'open' }, hours: 1 },
  'sent on to the store': { payments: () => [being('sending')], state: { kind: 'open' }, hours: 1 },
  'on its way for days: not longer than is asked': {
    payments: () => [being('sending')],
    state: { kind: 'open' },
    ...{ hours: 0, days: 3 },
  },
  'what nobody knows': { payments: () => [being('frozen')], state: { kind: 'open' } },
  finished: { payments: () => [finished], state: paid },
  'finished, with texts for numbers': {
    payments: () => [{ ...finished, payment_id: '4409701815', price_amount: '4.990', actually_paid: '5.1' }],
    state: { ...paid, amount: '4.990' },
  },
  'finished, without a word about the coins': {
    payments: () => [{ ...finished, actually_paid: null, updated_at: 'soon', pay_currency: 7 }],
    state: { kind: 'paid', amount: '4.99', currency: 'USD', receipt: '4409701815' },
  },
  'finished after another failed': { payments: () => [being('failed'), finished], state: paid },
  'finished while another waits': { payments: () => [finished, payment], state: paid },
  'finished twice: settled once, and the other is told': {
    payments: () => [finished, { ...finished, payment_id: 4_409_701_816 }],
    state: { ...paid, note: '5.1 usdttrc20 + 4409701816' },
  },
  'finished at another price': {
    payments: () => [{ ...finished, price_amount: 0.01 }],
    state: { kind: 'disputed', code: 'price' },
  },
  'finished in another currency': {
    payments: () => [{ ...finished, price_currency: 'eur' }],
    state: { kind: 'disputed', code: 'price' },
  },
  'finished, but of another order': {
    payments: () => [{ ...finished, order_id: 'b'.repeat(32) }],
    state: { kind: 'open' },
  },
  'too little came, and the rest may': {
    payments: () => [being('partially_paid', { updated_at: justNow() })],
    state: { kind: 'open' },
    hours: 2,
  },
  'too little came, by a clock in milliseconds': {
    payments: () => [being('partially_paid', { updated_at: Date.now() })],
    state: { kind: 'open' },
    hours: 2,
  },
  'too little came, and the rest did not': {
    payments: () => [being('partially_paid')],
    state: { kind: 'disputed', code: 'partially_paid' },
  },
  'too little came, and the rest is on its way': {
    payments: () => [being('partially_paid'), being('confirming')],
    state: { kind: 'open' },
    hours: 1,
  },
  'failed, where the payer may begin another': { payments: () => [being('failed')], state: { kind: 'open' } },
  'failed, long ago': {
    payments: () => [being('failed')],
    state: { kind: 'ended', as: 'failed', code: 'failed' },
    days: 3,
  },
  'expired, long ago': {
    payments: () => [being('expired')],
    state: { kind: 'ended', as: 'expired' },
    days: 3,
  },
  'nothing for long': { payments: () => [], state: { kind: 'ended', as: 'expired' }, days: 3 },
  'waiting for long': { payments: () => [payment], state: { kind: 'open' }, days: 3 },
  'given back': { payments: () => [being('refunded')], state: { kind: 'refunded' } },
  'given back, and begun again': { payments: () => [being('refunded'), payment], state: { kind: 'open' } },
  'what cannot be read beside what can': {
    payments: () => [null, 'x', { payment_id: 1 }, finished],
    state: paid,
  },
};

interface Fault {
  readonly status: number;
  readonly body: unknown;
  readonly code: string;
  /** What will never work is no reason to wait. */
  readonly isFinal: boolean;
  readonly said?: string;
}

const refused = (statusCode: number, code: string, message: string) => ({
  status: statusCode,
  body: { status: false, statusCode, code, message },
});

/** What a call may answer instead of a result. */
export const faults: Readonly<Record<string, Fault>> = {
  'a wrong key': {
    ...refused(403, 'INVALID_API_KEY', 'Invalid api key'),
    ...{ code: 'gateway.unauthorized', isFinal: true, said: 'INVALID_API_KEY Invalid api key' },
  },
  'no right to it': {
    ...refused(401, 'AUTH_REQUIRED', 'Authorization header is empty'),
    ...{ code: 'gateway.unauthorized', isFinal: true },
  },
  'a path that is none': {
    ...refused(404, 'NOT_FOUND', 'Endpoint not found'),
    ...{ code: 'gateway.misconfigured', isFinal: true },
  },
  'a sum that is too small': {
    ...refused(400, 'BAD_REQUEST', 'amountTo is too small'),
    ...{ code: 'gateway.amount', isFinal: true },
  },
  'a parameter that it does not take': {
    ...refused(400, 'INVALID_REQUEST_PARAMS', 'Payment id must be a number'),
    ...{ code: 'gateway.refused', isFinal: true },
  },
  'a refusal without a word': { status: 400, body: '', code: 'gateway.refused', isFinal: true, said: '400' },
  'too many calls': { status: 429, body: {}, code: 'gateway.flood', isFinal: false },
  'trouble of its own': {
    ...refused(500, 'INTERNAL_ERROR', 'Internal error'),
    ...{ code: 'gateway.unavailable', isFinal: false },
  },
  'a page with status 403': { status: 403, body: '<html>', code: 'gateway.garbage', isFinal: false },
  'a page': { status: 200, body: '<html>', code: 'gateway.garbage', isFinal: false },
  nothing: { status: 200, body: '', code: 'gateway.garbage', isFinal: false },
  'half an answer': { status: 200, body: '{"data":[', code: 'gateway.garbage', isFinal: false },
  'another shape': { status: 200, body: { data: 'fine' }, code: 'gateway.garbage', isFinal: false },
};
