import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const uuid = '26109ba0-b05b-4ee0-93d1-fd62c822ce95';

/** An invoice as `payment` answers it. */
export const invoice = {
  ...{ uuid, order_id: reference, amount: '4.99' },
  ...{ payment_amount: null, payer_amount: null, discount_percent: null, discount: '0.00000000' },
  ...{ payer_currency: null, currency: 'USD', merchant_amount: null, network: null, address: null },
  ...{ from: null, txid: null, payment_status: 'check' },
  url: `https://pay.heleket.com/pay/${uuid}`,
  ...{ expired_at: 1_789_901_234, status: 'check', is_final: false, additional_data: null },
  ...{ created_at: '2026-09-20T13:20:34+03:00', updated_at: '2026-09-20T13:20:34+03:00' },
};
export const paidInvoice = {
  ...invoice,
  ...{ payment_amount: '5.00000000', payer_currency: 'USDT', network: 'tron', txid: '6f0d' },
  ...{ payment_status: 'paid', status: 'paid', is_final: true },
};

/** A webhook as the worked example has it, without its signature. */
export const webhook = {
  ...{ type: 'payment', uuid, order_id: reference, amount: '4.99000000', payment_amount: '5.00000000' },
  ...{ payment_amount_usd: '5.00', merchant_amount: '4.95000000', commission: '0.05000000' },
  ...{ is_final: true, status: 'paid', from: 'TXyz', wallet_address_uuid: null, network: 'tron' },
  ...{ currency: 'USD', payer_currency: 'USDT', additional_data: null, txid: '6f0d' },
};

const paid: GatewayState = {
  kind: 'paid',
  amount: '4.99',
  currency: 'USD',
  receipt: '6f0d',
  note: '5.00000000 USDT',
};
const told = (status: string, more: object = {}) => ({
  ...paidInvoice,
  ...{ payment_status: status, status },
  ...more,
});

/** What `payment/info` answers about a payment, and what that means; `hours`: kept open for so long from now on. */
export const states: Readonly<
  Record<string, { readonly answer: object; readonly state: GatewayState; readonly hours?: number }>
> = {
  'waiting for the transfer': { answer: invoice, state: { kind: 'open' } },
  'being processed': { answer: told('process', { is_final: false }), state: { kind: 'open' }, hours: 1 },
  'seen on the chain': {
    answer: told('confirm_check', { is_final: false }),
    state: { kind: 'open' },
    hours: 1,
  },
  'underpaid, and may be topped up': {
    answer: told('wrong_amount_waiting', { is_final: false }),
    state: { kind: 'open' },
    hours: 1,
  },
  paid: { answer: paidInvoice, state: paid },
  'paid, but not for good yet': {
    answer: told('paid', { is_final: false }),
    state: { kind: 'open' },
    hours: 1,
  },
  'paid, without a word about being final': {
    answer: told('paid', { is_final: undefined }),
    state: { kind: 'open' },
    hours: 1,
  },
  'overpaid: the price is what counts': {
    answer: told('paid_over', { payment_amount: '50.00000000' }),
    state: { ...paid, note: '50.00000000 USDT' },
  },
  'paid, by the status of the other name': {
    answer: { ...paidInvoice, payment_status: undefined },
    state: paid,
  },
  'paid, where the names disagree': { answer: { ...paidInvoice, status: 'check' }, state: paid },
  'paid, the amount with zeros': {
    answer: { ...paidInvoice, amount: '4.99000000' },
    state: { ...paid, amount: '4.99000000' },
  },
  'paid, without a word about the coins': {
    answer: { ...paidInvoice, payment_amount: null, txid: null, payer_currency: 7 },
    state: { kind: 'paid', amount: '4.99', currency: 'USD', receipt: uuid },
  },
  'underpaid and closed': {
    answer: told('wrong_amount'),
    state: { kind: 'disputed', code: 'wrong_amount' },
  },
  'frozen by AML': { answer: told('locked'), state: { kind: 'disputed', code: 'locked' } },
  'an error': { answer: told('fail'), state: { kind: 'ended', as: 'failed', code: 'fail' } },
  'an error of the system': {
    answer: told('system_fail'),
    state: { kind: 'ended', as: 'failed', code: 'system_fail' },
  },
  'not paid in time, where late coins may come': { answer: told('cancel'), state: { kind: 'open' } },
  'going back': { answer: told('refund_process'), state: { kind: 'open' } },
  'not given back': { answer: told('refund_fail'), state: { kind: 'disputed', code: 'refund_fail' } },
  'given back': { answer: told('refund_paid'), state: { kind: 'refunded' } },
  'what nobody knows': { answer: told('frozen_by_moon'), state: { kind: 'open' } },
  'without a status': { answer: told('x', { status: null, payment_status: null }), state: { kind: 'open' } },
  'of another order': {
    answer: { ...paidInvoice, order_id: 'b'.repeat(32) },
    state: { kind: 'disputed', code: 'order_id' },
  },
  'of another invoice': {
    answer: { ...paidInvoice, uuid: 'another' },
    state: { kind: 'disputed', code: 'order_id' },
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

const errors = (given: object) => ({ state: 1, errors: given });

/** What a call may answer instead of a result. */
export const faults: Readonly<Record<string, Fault>> = {
  'a wrong merchant or key': {
    ...{ status: 401, body: { state: 1, message: 'Invalid sign' }, code: 'gateway.unauthorized' },
    isFinal: true,
    said: 'Invalid sign',
  },
  'a wrong key, without a word': { status: 401, body: '', code: 'gateway.unauthorized', isFinal: true },
  'something forbidden': {
    ...{ status: 403, body: { state: 1, message: 'Forbidden' }, code: 'gateway.misconfigured' },
    isFinal: true,
  },
  'a page of what stands before it': {
    ...{ status: 403, body: '<html>denied</html>', code: 'gateway.garbage' },
    isFinal: false,
  },
  'an amount that it does not take': {
    ...{ status: 422, body: errors({ amount: ['validation.required'] }), code: 'gateway.amount' },
    isFinal: true,
    said: 'amount: validation.required',
  },
  'an amount that is too small': {
    ...{ status: 422, body: { state: 1, message: 'Minimum amount 0.5 USDT' }, code: 'gateway.amount' },
    isFinal: true,
  },
  'an address that it does not take': {
    ...{ status: 422, body: errors({ url_callback: ['validation.url'] }), code: 'gateway.misconfigured' },
    isFinal: true,
  },
  'an order id that it does not take': {
    ...{ status: 422, body: errors({ order_id: ['validation.alpha_dash'] }), code: 'gateway.refused' },
    isFinal: true,
    said: 'order_id: validation.alpha_dash',
  },
  'a network that it has not': {
    ...{ status: 422, body: { state: 1, message: 'The network was not found' }, code: 'gateway.refused' },
    isFinal: true,
  },
  'a refusal with status 200': {
    ...{ status: 200, body: { state: 1, message: 'The network was not found' }, code: 'gateway.refused' },
    isFinal: true,
  },
  'a refusal without a word': { status: 422, body: { state: 1 }, code: 'gateway.refused', isFinal: true },
  'an error of its own': {
    ...{ status: 422, body: { state: 1, message: 'Server error, #1' }, code: 'gateway.unavailable' },
    isFinal: false,
  },
  'trouble of a proxy': { status: 502, body: '<html>', code: 'gateway.unavailable', isFinal: false },
  'too many calls': { status: 429, body: {}, code: 'gateway.flood', isFinal: false },
  'a page': { status: 200, body: '<html>maintenance</html>', code: 'gateway.garbage', isFinal: false },
  nothing: { status: 200, body: '', code: 'gateway.garbage', isFinal: false },
  'half an answer': {
    status: 200,
    body: '{"state":0,"result":{"uu',
    code: 'gateway.garbage',
    isFinal: false,
  },
  'another shape': {
    ...{ status: 200, body: { state: 0, result: 'fine' }, code: 'gateway.garbage' },
    isFinal: false,
  },
  'an amount that is none': {
    ...{ status: 200, body: { state: 0, result: { ...paidInvoice, amount: '4,99' } } },
    ...{ code: 'gateway.garbage', isFinal: false },
  },
};
