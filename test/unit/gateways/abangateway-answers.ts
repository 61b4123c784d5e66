import { hourMs, minuteMs } from '#platform/units.js';
import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const invoiceId = 'inv_9f2c41d07ab3';
const soon = new Date(Date.now() + 4 * hourMs).toISOString();
// Also when the lane comes to it half an hour after it was read.
const justNow = new Date(Date.now() - minuteMs).toISOString();
const longAgo = '2026-09-01T12:30:00Z';

/** An invoice as the documentation has it. */
export const invoice = {
  invoice_id: invoiceId,
  status: 'pending',
  amount_rial: 2_000_000,
  payable_rial: 2_000_371,
  payable_toman: 200_037.1,
  fee_rial: 30_000,
  order_id: reference,
  card_number: '6037991234567893',
  card_holder: 'نام صاحب کارت',
  card_last4: '7893',
  iban: null,
  payment_url: `https://abangateway.ir/pay/${invoiceId}`,
  expires_at: soon,
  paid_at: null,
  is_test: false,
};
export const paidInvoice = { ...invoice, status: 'paid', paid_at: '2026-09-01T12:05:10+03:30' };
const parts = { ...invoice, status: 'partially_paid' };
const expired = { ...invoice, status: 'expired' };

const paid: GatewayState = { kind: 'paid', amount: '2000000', currency: 'IRR', receipt: invoiceId };
const open: GatewayState = { kind: 'open', payable: '2000371' };
const disputed = (code: string): GatewayState => ({ kind: 'disputed', code });

/** What is said of an invoice, and what that means for a payment that was made by a live key. */
export const states: Readonly<Record<string, readonly [answer: unknown, state: GatewayState]>> = {
  'not paid yet': [invoice, open],
  'a status that nobody knows': [{ ...invoice, status: 'under_review' }, open],
  'nothing of the sum to pay': [
    { ...invoice, payable_rial: undefined, payment_url: null, expires_at: 'soon' },
    { kind: 'open' },
  ],
  'sums as texts': [{ ...invoice, amount_rial: '2000000', payable_rial: '2000371' }, open],
  'a part of several': [
    { ...parts, payable_rial: 1_000_408 },
    { kind: 'open', until: new Date(soon), payable: '1000408' },
  ],
  'a part of several, the rest may still be on its way': [
    { ...parts, expires_at: justNow },
    { kind: 'open', until: new Date(justNow), payable: '2000371' },
  ],
  'a part of several, without a word of its end': [{ ...parts, expires_at: null }, open],
  'a part of several, long over': [{ ...parts, expires_at: longAgo }, disputed('partially_paid')],
  paid: [paidInvoice, paid],
  'paid, by another bank card, with members that nobody knows': [
    { ...paidInvoice, bank: 'Mellat', card_number: undefined, matched: { by: 'sms' } },
    paid,
  ],
  'paid, by a test key': [{ ...paidInvoice, is_test: true }, disputed('is_test')],
  'paid, for another order': [{ ...paidInvoice, order_id: 'b'.repeat(32) }, disputed('order_id')],
  'paid, for an order that it does not name': [{ ...paidInvoice, order_id: null }, disputed('order_id')],
  'paid, of another sum': [{ ...paidInvoice, amount_rial: 20_000 }, disputed('amount_rial')],
  'expired a moment ago': [{ ...expired, expires_at: justNow }, { kind: 'open' }],
  'expired for good': [
    { ...expired, expires_at: longAgo },
    { kind: 'ended', as: 'expired' },
  ],
  'expired, nobody knows when': [
    { ...expired, expires_at: null },
    { kind: 'ended', as: 'expired' },
  ],
  cancelled: [
    { ...invoice, status: 'cancelled' },
    { kind: 'ended', as: 'cancelled' },
  ],
};

const refused = (code: string, details?: object) => ({ error: { code, message: 'In words.', details } });

interface Fault {
  readonly status: number;
  readonly body: unknown;
  /** What it leads to: `fail`, people must mend it or nothing will; `snooze`, it is asked again. */
  readonly told: string;
  readonly said?: string;
  readonly retryAfterMs?: number;
}

/** What may be answered to any call instead of what was asked for. */
export const faults: Readonly<Record<string, Fault>> = {
  'a wrong key': { status: 401, body: { detail: 'Invalid API key' }, told: 'fail gateway.unauthorized' },
  'an empty fee wallet': {
    status: 402,
    body: refused('insufficient_fee_wallet', { required_rial: 30_000, available_rial: 1_200 }),
    told: 'fail gateway.account_empty',
    said: 'insufficient_fee_wallet',
  },
  'cards at their ceiling': {
    status: 409,
    body: refused('cards_at_ceiling'),
    told: 'fail gateway.account_off',
    said: 'cards_at_ceiling',
  },
  'no card': { status: 409, body: refused('no_card_registered'), told: 'fail gateway.misconfigured' },
  'a sum that is not taken': {
    status: 422,
    body: refused('amount_not_allowed'),
    told: 'fail gateway.amount',
  },
  'an address that is not public': {
    status: 422,
    body: refused('unsafe_callback_url'),
    told: 'fail gateway.misconfigured',
  },
  'a member that is wrong': {
    status: 422,
    body: { detail: [{ loc: ['amount_rial'], msg: 'x' }] },
    told: 'fail gateway.refused',
    said: '422',
  },
  'what only a test key may': { status: 403, body: refused('sandbox_only'), told: 'fail gateway.refused' },
  'an address that is not allowed': {
    status: 403,
    body: { detail: 'no' },
    told: 'fail gateway.misconfigured',
  },
  'no such call': { status: 404, body: { detail: 'Not Found' }, told: 'fail gateway.misconfigured' },
  'another method': { status: 405, body: { detail: 'no' }, told: 'fail gateway.misconfigured' },
  'a code that nobody knows': {
    status: 409,
    body: refused('moon_is_full'),
    told: 'fail gateway.refused',
    said: 'moon_is_full',
  },
  'no free sum': {
    status: 503,
    body: refused('capacity_full'),
    told: 'snooze gateway.unavailable',
    said: 'capacity_full',
    retryAfterMs: 30_000,
  },
  'trouble of its own': { status: 500, body: 'oops', told: 'snooze gateway.unavailable', said: '500' },
  'trouble of a proxy': {
    status: 503,
    body: '<html>503</html>',
    told: 'snooze gateway.unavailable',
    said: '503',
  },
  'too many calls': {
    status: 429,
    body: { detail: 'slow' },
    told: 'snooze gateway.flood',
    retryAfterMs: 7_000,
  },
  'a page': { status: 200, body: '<html>maintenance</html>', told: 'snooze gateway.garbage' },
  'a page that forbids': { status: 403, body: '<html>denied</html>', told: 'snooze gateway.garbage' },
  nothing: { status: 200, body: '', told: 'snooze gateway.garbage' },
  'half an answer': { status: 200, body: '{"invoice_id":"inv_', told: 'snooze gateway.garbage' },
  'a sum that is none': {
    status: 200,
    body: { ...invoice, amount_rial: 2_000_000.5 },
    told: 'snooze gateway.garbage',
  },
  'not whether it is a test': {
    status: 200,
    body: { ...paidInvoice, is_test: undefined },
    told: 'snooze gateway.garbage',
  },
};
