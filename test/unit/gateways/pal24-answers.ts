import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about, and the bill that it is there. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const billId = 'GkLWvKx3';
export const token = '777|tok';

/** What a bill is made with. */
export const made = {
  success: 'true',
  link_url: `https://pal24.pro/link/${billId}`,
  link_page_url: `https://pal24.pro/transfer/${billId}`,
  bill_id: billId,
};

/** What is said of a bill. */
export const bill = {
  success: true,
  id: billId,
  order_id: reference,
  active: true,
  status: 'NEW',
  amount: 299,
  type: 'NORMAL',
  created_at: '2026-09-20 10:00:00',
  currency_in: 'RUB',
};

const paid: GatewayState = { kind: 'paid', amount: '299.00', currency: 'RUB', receipt: billId };
const open: GatewayState = { kind: 'open' };
const of = (status: string, more: object = {}) => ({ ...bill, status, ...more });
/** As the worked example has it, in few words. */
const brief = { success: true, id: billId, order_id: reference, status: 'SUCCESS', amount: 299 };

/** What `bill/status` answers about a payment, and what that means where the shop bears the fee. */
export const states: Readonly<Record<string, readonly [answer: unknown, state: GatewayState]>> = {
  new: [bill, open],
  'switched off, and not paid': [of('NEW', { active: false }), open],
  'under way': [of('PROCESS'), open],
  'paid in part': [of('UNDERPAID', { amount: 150 }), open],
  'in a status that nobody knows': [of('FROZEN'), open],
  paid: [of('SUCCESS'), paid],
  'paid, in few words': [brief, paid],
  'paid, success as a text': [of('SUCCESS', { success: 'true' }), paid],
  'paid, success as a number in a text': [of('SUCCESS', { success: '1' }), paid],
  'paid, success not said': [of('SUCCESS', { success: undefined }), paid],
  'paid, inside of bill': [{ success: 'true', bill: of('SUCCESS', { success: undefined }) }, paid],
  'paid, the amount as a text': [of('SUCCESS', { amount: '299.00' }), paid],
  'paid, the amount not said': [of('SUCCESS', { amount: null }), paid],
  'paid, in small letters': [of('success'), paid],
  'paid, without an order id': [of('SUCCESS', { order_id: null }), paid],
  'paid, with more than was ordered': [of('OVERPAID', { amount: 310.5 }), { ...paid, note: '310.5 RUB' }],
  'paid too much, the bill says what was ordered': [of('OVERPAID'), paid],
  'paid, another sum than was ordered': [
    of('SUCCESS', { amount: 311 }),
    { kind: 'disputed', code: 'amount' },
  ],
  'paid, less than was ordered': [of('SUCCESS', { amount: 298.99 }), { kind: 'disputed', code: 'amount' }],
  'paid too much, but less than was ordered': [
    of('OVERPAID', { amount: 100 }),
    { kind: 'disputed', code: 'amount' },
  ],
  'paid in another currency': [
    of('SUCCESS', { currency_in: 'USD' }),
    { ...paid, amount: '299', currency: 'USD' },
  ],
  'paid, but not for this payment': [
    of('SUCCESS', { order_id: 'b'.repeat(32) }),
    { kind: 'disputed', code: 'order_id' },
  ],
  failed: [of('FAIL'), { kind: 'ended', as: 'failed', code: 'FAIL' }],
  cancelled: [of('CANCELLED'), { kind: 'ended', as: 'cancelled' }],
};

interface Fault {
  readonly status?: number;
  readonly body: unknown;
  readonly code: string;
  /** What will never work is no reason to wait. */
  readonly isFinal: boolean;
  readonly said?: string;
}

const refused = (more: object, success: unknown = false) => ({ success, ...more });

/** What any call may answer instead of a result. */
export const faults: Readonly<Record<string, Fault>> = {
  'a wrong token': {
    ...{ status: 401, body: refused({ message: 'Unauthenticated.' }) },
    ...{ code: 'gateway.unauthorized', isFinal: true, said: 'Unauthenticated.' },
  },
  'a wrong token, with status 200': {
    ...{ body: refused({ message: 'Unauthenticated.' }, 'false') },
    ...{ code: 'gateway.unauthorized', isFinal: true },
  },
  'what the token may not do': {
    ...{ status: 403, body: refused({ error: 'Forbidden' }) },
    ...{ code: 'gateway.misconfigured', isFinal: true, said: 'Forbidden' },
  },
  'a wrong address': {
    ...{ status: 405, body: { message: 'Method not allowed' } },
    ...{ code: 'gateway.misconfigured', isFinal: true },
  },
  'a wrong amount': {
    ...{ status: 422, body: refused({ message: 'Invalid.', errors: { amount: ['Too small.', 'Odd.'] } }) },
    ...{ code: 'gateway.amount', isFinal: true, said: 'Invalid. amount: Too small.,Odd.' },
  },
  'a wrong shop': {
    ...{ status: 422, body: refused({ errors: { shop_id: 'Unknown.' } }) },
    ...{ code: 'gateway.misconfigured', isFinal: true, said: 'shop_id: Unknown.' },
  },
  'another wrong field': {
    ...{ status: 422, body: refused({ message: 'Invalid.', errors: { ttl: ['Too long.'] } }) },
    ...{ code: 'gateway.refused', isFinal: true },
  },
  'refused with status 200': {
    ...{ body: refused({ error: 'Bill is closed' }, 'false') },
    ...{ code: 'gateway.refused', isFinal: true, said: 'Bill is closed' },
  },
  'refused with status 200, as a number': {
    ...{ body: refused({}, 0) },
    ...{ code: 'gateway.refused', isFinal: true, said: '200' },
  },
  'refused without a word': {
    ...{ status: 400, body: {} },
    ...{ code: 'gateway.refused', isFinal: true, said: '400' },
  },
  'refused in a shape that nobody knows': {
    ...{ status: 400, body: { message: { ru: 'нет' }, errors: [1] } },
    ...{ code: 'gateway.refused', isFinal: true, said: '400' },
  },
  'too many calls': { status: 429, body: {}, code: 'gateway.flood', isFinal: false },
  trouble: { status: 500, body: {}, code: 'gateway.unavailable', isFinal: false },
  'a page': { body: '<html>502</html>', code: 'gateway.garbage', isFinal: false },
  'a page with status 403': { status: 403, body: '<html></html>', code: 'gateway.garbage', isFinal: false },
  'a page with status 404': { status: 404, body: '<html></html>', code: 'gateway.garbage', isFinal: false },
  'led elsewhere': { status: 302, body: {}, code: 'gateway.garbage', isFinal: false },
  'half an answer': { body: '{"success":tr', code: 'gateway.garbage', isFinal: false },
  'success that nobody knows': {
    body: of('NEW', { success: 'maybe' }),
    code: 'gateway.garbage',
    isFinal: false,
  },
  'a bill without a status': {
    ...{ body: of('NEW', { status: undefined }) },
    ...{ code: 'gateway.garbage', isFinal: false },
  },
  'an amount that is none': {
    body: of('SUCCESS', { amount: '2,99' }),
    code: 'gateway.garbage',
    isFinal: false,
  },
};
