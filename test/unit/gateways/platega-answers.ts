import type { CallbackHint } from '#gateways/callback.js';
import type { GatewayState } from '#gateways/gateway-state.js';
import type { RepeatStanding } from '#gateways/repeats.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const merchantId = '7b0c3f2e-1111-4a4a-9b9b-0a0b0c0d0e0f';
export const apiKey = 'test-secret-1';
export const paymentId = 'c0ffee00-2222-4b4b-8c8c-123456789abc';
export const subscriptionId = '50b5c000-3333-4b4b-8c8c-123456789abc';

/** A payment as it is shown; typos are theirs. */
export const transaction = {
  id: paymentId,
  status: 'CONFIRMED',
  paymentDetails: { amount: 349, currency: 'RUB' },
  merchantName: 'Demo',
  mechantId: merchantId,
  comission: 0,
  comissionUsdt: 0,
  comissionType: 1,
  amountUsdt: 3.9,
  paymentMethod: 'SBPQR',
  expiresIn: '00:15:00',
  return: 'https://t.me/demo_shop_bot',
  qr: null,
  payformSuccessUrl: null,
  payload: reference,
  externalId: null,
  description: 'Order 8841',
};
const of = (more: object) => ({ ...transaction, ...more });
const paid: GatewayState = {
  ...{ kind: 'paid', amount: '349', currency: 'RUB' },
  ...{ receipt: paymentId, note: 'SBPQR' },
};
const open: GatewayState = { kind: 'open' };
const shown = (amount: unknown, comission: unknown) =>
  of({ paymentDetails: { amount, currency: 'RUB' }, comission });

/** What Platega says of a payment of 349 roubles, and what that means. */
export const states: Readonly<Record<string, readonly [answer: object, state: GatewayState]>> = {
  'not paid yet': [of({ status: 'PENDING' }), open],
  'under way': [of({ status: 'INPROGRESS' }), open],
  'a status that nobody knows': [of({ status: 'FROZEN' }), open],
  paid: [transaction, paid],
  'paid, in small letters': [of({ status: 'Confirmed' }), paid],
  'paid, by its method’s number': [of({ paymentMethod: 11 }), { ...paid, note: '11' }],
  'paid, the amount as a text': [of({ paymentDetails: '349 RUB' }), paid],
  'paid, with nothing that is not needed': [
    { status: 'CONFIRMED', paymentDetails: { amount: 349.0, currency: 'RUB' } },
    { kind: 'paid', amount: '349', currency: 'RUB', receipt: paymentId },
  ],
  'paid, with nulls': [
    of({ comission: null, paymentMethod: null, payload: null, id: null }),
    { kind: 'paid', amount: '349', currency: 'RUB', receipt: paymentId },
  ],
  'paid, the payer bears the commission': [shown(383.9, 34.9), { ...paid, amount: '349.00' }],
  'paid, the payer bears a part of it': [shown(360, 34.9), { ...paid, amount: '349.00' }],
  'paid, more than amount and commission': [shown(400, 34.9), { ...paid, amount: '400' }],
  'paid, less': [shown(348.99, 34.9), { ...paid, amount: '348.99' }],
  'paid, no amount': [of({ paymentDetails: null }), { kind: 'disputed', code: 'no amount' }],
  'paid, in another currency': [
    of({ paymentDetails: { amount: 349, currency: 'usd' } }),
    { ...paid, currency: 'USD' },
  ],
  cancelled: [of({ status: 'CANCELED' }), { kind: 'ended', as: 'cancelled' }],
  'cancelled, spelled otherwise': [of({ status: 'CANCELLED' }), { kind: 'ended', as: 'cancelled' }],
  expired: [of({ status: 'EXPIRED' }), { kind: 'ended', as: 'expired' }],
  failed: [of({ status: 'FAILED' }), { kind: 'ended', as: 'failed' }],
  'charged back': [of({ status: 'CHARGEBACKED' }), { kind: 'refunded' }],
  'charged back, in fewer letters': [of({ status: 'chargeback' }), { kind: 'refunded' }],
  'paid, but not for this payment': [of({ payload: 'b'.repeat(32) }), { kind: 'disputed', code: 'payload' }],
  'another payment': [of({ id: subscriptionId }), { kind: 'disputed', code: 'id' }],
};

const nextChargeAt = '2026-12-29T10:00:00.000Z';
const subscription = {
  id: subscriptionId,
  status: 'Active',
  amount: 349,
  currencyCode: 'RUB',
  intervalUnit: 'Month',
  intervalCount: 1,
  startAt: '2026-11-29T10:00:00Z',
  nextChargeAt,
  lastChargeAt: '2026-11-29T10:00:00Z',
  description: 'Plan',
  createdAt: '2026-11-29T09:58:00Z',
  customerEmail: null,
  chargeMetrics: { chargesTotal: 1, chargesSuccess: 1, chargesFailed: 0, totalAmount: 349 },
};
const mandate = (status: string, chargesSuccess: number, next: string | null = null) => ({
  ...subscription,
  ...{ status, nextChargeAt: next, chargeMetrics: { ...subscription.chargeMetrics, chargesSuccess } },
});
const first: GatewayState = {
  ...{ kind: 'paid', amount: '349', currency: 'RUB', receipt: null, note: 'SBP' },
  mandate: subscriptionId,
};
const until = new Date(nextChargeAt);

/** What Platega says of a mandate: what became of its first payment, and how it stands. */
export const mandates: Readonly<
  Record<string, readonly [answer: object | null, first: GatewayState, standing: RepeatStanding]>
> = {
  'not agreed yet': [mandate('PendingAgreement', 0), { kind: 'open' }, { state: 'waiting', chargeCount: 0 }],
  'agreed, not charged yet': [
    mandate('Active', 0, nextChargeAt),
    { kind: 'open' },
    { state: 'active', until, chargeCount: 0 },
  ],
  charged: [subscription, { ...first, paidUntil: until }, { state: 'active', until, chargeCount: 1 }],
  'charged again': [
    mandate('active', 3, nextChargeAt),
    { ...first, paidUntil: until },
    { state: 'active', until, chargeCount: 3 },
  ],
  'charged, no word of the count': [
    { ...subscription, chargeMetrics: null },
    { kind: 'open' },
    { state: 'active', until },
  ],
  'a charge failed, and is tried again': [
    mandate('PastDue', 2, nextChargeAt),
    { ...first, paidUntil: until },
    { state: 'active', until, chargeCount: 2 },
  ],
  'a charge failed, and is not tried again': [
    mandate('PastDue', 2),
    first,
    { state: 'failed', chargeCount: 2 },
  ],
  'the first charge failed for good': [
    mandate('PastDue', 0),
    { kind: 'ended', as: 'failed', code: 'PastDue' },
    { state: 'failed', chargeCount: 0 },
  ],
  'not agreed in time': [
    mandate('Failed', 0),
    { kind: 'ended', as: 'failed', code: 'Failed' },
    { state: 'failed', chargeCount: 0 },
  ],
  'ended before a charge': [
    mandate('Cancelled', 0),
    { kind: 'ended', as: 'cancelled' },
    { state: 'canceled', chargeCount: 0 },
  ],
  'ended after charges': [mandate('Cancelled', 4), first, { state: 'canceled', chargeCount: 4 }],
  'a status that nobody knows': [
    mandate('Suspended', 0),
    { kind: 'open' },
    { state: 'active', chargeCount: 0 },
  ],
  unknown: [null, { kind: 'open' }, { state: 'canceled' }],
};

const charge = {
  id: paymentId,
  amount: 349,
  currency: 'RUB',
  status: 'CONFIRMED',
  paymentMethod: 6,
  payload: reference,
  subscriptionId,
  nextChargeAt,
};
const pascal = (told: object) =>
  Object.fromEntries(
    Object.entries(told).map(([key, value]) => [
      key.replace(/^./, (sign) => sign.toUpperCase()),
      value as unknown,
    ]),
  );
const told = { id: paymentId, amount: 349, currency: 'RUB', status: 'CONFIRMED', paymentMethod: 2 };
const chargeHint = { externalId: paymentId, chargeOf: `sub:${subscriptionId}` };

/** What callbacks are about. */
export const hints: Readonly<Record<string, readonly [body: object, hint: CallbackHint]>> = {
  'a payment': [told, { externalId: paymentId }],
  'a payment with our payload': [
    { ...told, payload: reference },
    { externalId: paymentId, reference },
  ],
  'a payment with a payload of somebody else': [{ ...told, payload: 't12:o8841' }, { externalId: paymentId }],
  'a payment in an object of its own': [
    { event: 'x', transaction: { ...told, payload: reference } },
    { externalId: paymentId, reference },
  ],
  'a charge': [charge, chargeHint],
  'a charge, in PascalCase': [pascal(charge), chargeHint],
  'a charge, its method a text': [{ ...charge, paymentMethod: '6' }, chargeHint],
  'a charge that does not name its mandate': [
    { ...charge, subscriptionId: undefined },
    { externalId: paymentId },
  ],
  'a charge that was given back': [{ ...charge, status: 'CHARGEBACKED' }, chargeHint],
  'a failed charge, which is no payment': [
    { ...charge, status: 'CANCELED', nextChargeAt: null },
    { externalId: `sub:${subscriptionId}` },
  ],
  'a mandate': [
    { ...charge, id: subscriptionId, status: 'SUBSCRIPTION_CANCELLED' },
    { externalId: `sub:${subscriptionId}` },
  ],
  'a mandate, in PascalCase': [
    pascal({ ...charge, id: subscriptionId, status: 'SUBSCRIPTION_PAST_DUE' }),
    { externalId: `sub:${subscriptionId}` },
  ],
};

interface Fault {
  readonly status: number;
  readonly body: unknown;
  readonly code: string;
  readonly isFinal: boolean;
  readonly said?: string;
}
const says = (statusCode: number, message: string, more: object = {}) => ({ statusCode, message, ...more });
const invalid = (key: string) =>
  says(400, 'Validation failed', { code: 'VAL_0001', data: [{ key, message: 'is wrong' }] });

/** What any call may answer instead of a result. */
export const faults: Readonly<Record<string, Fault>> = {
  'a wrong key': {
    ...{ status: 401, body: says(401, 'Secret is wrong', { code: 'Auth:SIGN_1001' }) },
    ...{ code: 'gateway.unauthorized', isFinal: true, said: 'Auth:SIGN_1001 Secret is wrong' },
  },
  'an unknown merchant': {
    ...{ status: 401, body: { detail: 'X-MerchantId is not specified' } },
    ...{ code: 'gateway.unauthorized', isFinal: true, said: 'X-MerchantId is not specified' },
  },
  'an amount that is wrong': {
    ...{ status: 400, body: invalid('paymentDetails.amount') },
    ...{ code: 'gateway.amount', isFinal: true },
  },
  'a member that is wrong': {
    ...{ status: 400, body: invalid('description') },
    ...{ code: 'gateway.refused', isFinal: true, said: 'VAL_0001 Validation failed description: is wrong' },
  },
  'nobody who takes that sum': {
    ...{ status: 400, body: says(400, 'No available requisites') },
    ...{ code: 'gateway.amount', isFinal: true },
  },
  'no such way to pay': {
    ...{ status: 400, body: says(400, 'PaymentMethod 13 is not available') },
    ...{ code: 'gateway.misconfigured', isFinal: true },
  },
  'an id that was sent': {
    ...{ status: 400, body: says(400, 'Transaction c0ffee00 already exists') },
    ...{ code: 'gateway.refused', isFinal: true },
  },
  'a refusal in few words': { status: 400, body: '', code: 'gateway.refused', isFinal: true, said: '400' },
  'what it may not do': { status: 403, body: {}, code: 'gateway.misconfigured', isFinal: true },
  'too many questions': { status: 429, body: '', code: 'gateway.flood', isFinal: false },
  trouble: { status: 500, body: says(500, 'Oops'), code: 'gateway.unavailable', isFinal: false },
  'trouble of a proxy': { status: 502, body: '<html>', code: 'gateway.unavailable', isFinal: false },
  'a page with status 200': { status: 200, body: '<html>', code: 'gateway.garbage', isFinal: false },
  'a page with status 403': { status: 403, body: '<html>', code: 'gateway.garbage', isFinal: false },
  'a page with status 404': { status: 404, body: '<html>', code: 'gateway.garbage', isFinal: false },
  nothing: { status: 200, body: '', code: 'gateway.garbage', isFinal: false },
  'another shape': { status: 200, body: ['PENDING'], code: 'gateway.garbage', isFinal: false },
  'another status': { status: 202, body: { status: 'PENDING' }, code: 'gateway.garbage', isFinal: false },
};
