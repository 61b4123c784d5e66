import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const apiKey = 'MK_test';

/** A payment that waits. */
export const waiting = {
  id: 987654,
  uuid: reference,
  amount: '299.00',
  currency: 'rub',
  description: 'VPN 30 days',
  status: 0,
};
/** As it is asked about. */
export const asked = (more: object = {}) => ({ success: true, payment: { ...waiting, ...more } });

const paid: GatewayState = { kind: 'paid', amount: '299.00', currency: 'RUB', receipt: '987654' };
const open: GatewayState = { kind: 'open' };
const foreign: GatewayState = { kind: 'disputed', code: 'uuid' };

/** What `GET /v2/payments/{id}` answers about a payment, and what that means. */
export const states: Readonly<Record<string, readonly [answer: unknown, state: GatewayState]>> = {
  'created (0)': [asked(), open],
  'under way (1)': [asked({ status: 1 }), open],
  'cancelled (2)': [asked({ status: 2 }), { kind: 'ended', as: 'cancelled' }],
  'paid (3)': [asked({ status: 3 }), paid],
  'an error (4)': [asked({ status: 4 }), { kind: 'ended', as: 'failed', code: 'error' }],
  'a hold (5)': [asked({ status: 5 }), open],
  'a hold (6)': [asked({ status: 6 }), open],
  'a status that nobody knows': [asked({ status: 9 }), open],
  'a word instead of a status': [asked({ status: 'success' }), open],
  'paid, the status as a text': [asked({ status: '3' }), paid],
  'paid, in few words': [
    { success: true, payment: { id: 987654, uuid: reference, amount: '299.00', status: 3 } },
    paid,
  ],
  'paid, bare': [{ ...waiting, status: 3 }, paid],
  'paid, the id as a text': [asked({ id: '987654', status: 3 }), paid],
  'paid, the amount as a number': [asked({ amount: 299.5, status: 3 }), { ...paid, amount: '299.5' }],
  'paid, the currency in capitals': [asked({ currency: 'RUB', status: 3 }), paid],
  'paid, the currency as null': [asked({ currency: null, status: 3 }), paid],
  'paid in another currency': [asked({ currency: 'usd', status: 3 }), { ...paid, currency: 'USD' }],
  'paid, another sum': [asked({ amount: '1.00', status: 3 }), { ...paid, amount: '1.00' }],
  'paid, but not for this payment': [asked({ uuid: 'b'.repeat(32), status: 3 }), foreign],
  'another payment': [asked({ id: 5, status: 3 }), foreign],
};

interface Fault {
  readonly status?: number;
  readonly body: unknown;
  readonly code: string;
  /** What will never work is no reason to wait. */
  readonly isFinal: boolean;
  readonly said?: string;
}

/** What any call may answer instead of a result; the shape of its refusals is not known. */
export const faults: Readonly<Record<string, Fault>> = {
  'a wrong key': {
    ...{ status: 401, body: { success: false, message: 'Unauthorized' } },
    ...{ code: 'gateway.unauthorized', isFinal: true, said: 'Unauthorized' },
  },
  'what the key may not do': { status: 403, body: {}, code: 'gateway.misconfigured', isFinal: true },
  'a wrong address': { status: 405, body: {}, code: 'gateway.misconfigured', isFinal: true },
  'a wrong signature': {
    ...{ status: 400, body: { success: false, error: 'Wrong sign' } },
    ...{ code: 'gateway.misconfigured', isFinal: true, said: 'Wrong sign' },
  },
  'refused with status 200': {
    ...{ body: { success: false, message: 'No such payment', error: 7 } },
    ...{ code: 'gateway.refused', isFinal: true, said: 'No such payment 7' },
  },
  'refused without a word': {
    ...{ status: 400, body: {}, code: 'gateway.refused', isFinal: true, said: '400 {}' },
  },
  'refused in a shape that nobody knows': {
    ...{ status: 422, body: { errors: { amount: ['Too small'] } } },
    ...{ code: 'gateway.refused', isFinal: true, said: '422 {"errors":{"amount":["Too small"]}}' },
  },
  'refused in a list': { status: 422, body: ['amount'], code: 'gateway.refused', isFinal: true },
  'too many calls': { status: 429, body: {}, code: 'gateway.flood', isFinal: false },
  trouble: { status: 503, body: {}, code: 'gateway.unavailable', isFinal: false },
  'a page': { body: '<html>maintenance</html>', code: 'gateway.garbage', isFinal: false },
  'a page with status 403': { status: 403, body: '<html></html>', code: 'gateway.garbage', isFinal: false },
  'a page with status 404': { status: 404, body: '<html></html>', code: 'gateway.garbage', isFinal: false },
  'half an answer': { body: '{"success":true,"pay', code: 'gateway.garbage', isFinal: false },
  nothing: { body: '', code: 'gateway.garbage', isFinal: false },
  'success with another status': { status: 202, body: asked(), code: 'gateway.garbage', isFinal: false },
  'a payment without a uuid': { body: asked({ uuid: undefined }), code: 'gateway.garbage', isFinal: false },
  'an amount that is none': { body: asked({ amount: '2,99' }), code: 'gateway.garbage', isFinal: false },
};
