import type { GatewayState } from '#gateways/gateway-state.js';
import type { RepeatStanding } from '#gateways/repeats.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const uuid = '1d2c3b4a-0000-4000-8000-0123456789ab';

/** What a server says on the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}
export const json = (body: unknown, status = 200): WireAnswer => ({ status, body: JSON.stringify(body) });
export const refused = (error: string, status = 400): WireAnswer =>
  json({ error, message: `Refused: ${error}` }, status);

/** An order as the documentation's worked example has it. */
export const order = {
  uuid,
  shopId: 7,
  amount: 34900,
  currency: 'rub',
  title: 'VPN 1 month',
  description: 'Order 8841',
  status: 'pending',
  successUrl: 'https://shop.example/ok',
  failUrl: 'https://shop.example/fail',
  paymentUrl: `https://web.tribute.tg/shop/pay/${uuid}`,
  webappPaymentUrl: 'https://t.me/tribute/app?startapp=sAbC12',
  createdAt: '2026-10-01T10:00:00Z',
  period: 'onetime',
  customerId: reference,
};
const paidOrder = { ...order, status: 'paid', lastPaidTransactionAt: '2026-10-01T10:03:11Z' };
const monthly = { ...paidOrder, period: 'monthly', memberStatus: 'active' };

export const sell = (id: number, more: object = {}) => ({
  ...{ id, type: 'shop_order_sell', amount: 349, currency: 'rub', isRefunded: false, isRefundable: true },
  ...more,
});
export const sells = (...transactions: object[]) => json({ transactions, nextFrom: '' });
const one = sells(sell(9001));

const paid: GatewayState = { kind: 'paid', amount: '349.00', currency: 'RUB', receipt: '9001' };
const until = new Date('2100-11-01T10:03:11.5Z');

/** What an order's page and its transactions answer about a payment, and what that means. */
export const states: readonly (readonly [
  form: string,
  order: unknown,
  sells: WireAnswer,
  state: GatewayState,
])[] = [
  ['pending', order, one, { kind: 'open' }],
  ['failed', { ...order, status: 'failed' }, one, { kind: 'ended', as: 'failed' }],
  ['in a word that nobody knows', { ...order, status: 'frozen' }, one, { kind: 'open' }],
  ['paid', paidOrder, one, paid],
  ['paid, without transactions yet', paidOrder, sells(), { ...paid, receipt: null }],
  ['paid, one kopeck', { ...paidOrder, amount: 1 }, one, { ...paid, amount: '0.01' }],
  ['paid, ten kopecks', { ...paidOrder, amount: 110 }, one, { ...paid, amount: '1.10' }],
  ['paid in euros', { ...paidOrder, currency: 'eur' }, one, { ...paid, currency: 'EUR' }],
  [
    'paid, a cheaper first period',
    { ...paidOrder, firstPeriodAmount: 9900 },
    one,
    { ...paid, amount: '99.00' },
  ],
  [
    'paid, until some day',
    { ...monthly, memberExpiresAt: '2100-11-01T10:03:11.500000000Z' },
    one,
    { ...paid, paidUntil: until },
  ],
  [
    'paid, until some day in words without a zone',
    { ...monthly, memberExpiresAt: '2100-11-01 10:03:11.5' },
    one,
    { ...paid, paidUntil: until },
  ],
  [
    'paid, and charged again since',
    { ...monthly, memberExpiresAt: '2100-11-01T10:03:11.5Z' },
    sells(sell(9002), sell(9001)),
    paid,
  ],
  [
    'paid, with nulls and shapes that nobody knows beside it',
    { ...paidOrder, paymentUrl: null, memberStatus: null, memberExpiresAt: 'soon', firstPeriodAmount: null },
    one,
    paid,
  ],
  ['paid, without our name', { ...paidOrder, customerId: undefined }, one, paid],
  ['paid, not only by sales', paidOrder, sells(sell(9003, { type: 'payout' }), sell(9001)), paid],
  [
    'given back',
    paidOrder,
    sells(sell(9001, { isRefunded: true, isRefundable: false })),
    { kind: 'refunded' },
  ],
  [
    'paid, only a later charge given back',
    monthly,
    sells(sell(9002, { isRefunded: true }), sell(9001)),
    paid,
  ],
  [
    'of another payment',
    { ...paidOrder, customerId: 'b'.repeat(32) },
    one,
    { kind: 'disputed', code: 'customer' },
  ],
];

const expiresAt = '2100-11-01T10:03:11.5Z';
const over = '2026-10-31T10:03:11.5Z';

/** How an order that repeats stands. */
export const standings: readonly (readonly [
  form: string,
  order: unknown,
  sells: WireAnswer,
  standing: RepeatStanding,
])[] = [
  ['not paid yet', { ...order, period: 'monthly' }, sells(), { state: 'waiting' }],
  ['never paid', { ...order, status: 'failed' }, sells(), { state: 'failed' }],
  ['going on', { ...monthly, memberExpiresAt: expiresAt }, one, { state: 'active', until, charges: [uuid] }],
  [
    'charged again, in any order',
    { ...monthly, memberExpiresAt: expiresAt },
    sells(sell(9003), sell(9001), sell(9002)),
    { state: 'active', until, charges: [uuid, '9002', '9003'] },
  ],
  [
    'in a word that nobody knows',
    { ...monthly, memberStatus: 'sleeping', memberExpiresAt: expiresAt },
    one,
    { state: 'active', until, charges: [uuid] },
  ],
  [
    'ended before its paid time is over',
    { ...monthly, memberStatus: 'cancelled', memberExpiresAt: expiresAt },
    one,
    { state: 'canceled', until, charges: [uuid] },
  ],
  [
    'ended after three charges that failed',
    { ...monthly, memberStatus: 'cancelled', memberExpiresAt: over },
    one,
    { state: 'failed', until: new Date(over), charges: [uuid] },
  ],
  [
    'waiting for the next try of a charge',
    { ...monthly, memberExpiresAt: over },
    one,
    { state: 'active', until: new Date(over), charges: [uuid] },
  ],
];

/** What any call may answer instead of a result, and what that is called; what is final will never work. */
export const faults: readonly (readonly [form: string, answer: WireAnswer, told: string])[] = [
  ['a wrong key', refused('error_unauthorized', 401), 'fail gateway.unauthorized'],
  ['a wrong key, said by no JSON', { status: 401, body: 'Unauthorized' }, 'fail gateway.unauthorized'],
  ['a shop that is off', refused('error_shop_inactive'), 'fail gateway.account_off'],
  ['a currency that it has not', refused('error_invalid_currency'), 'fail gateway.misconfigured'],
  ['too little', refused('error_amount_too_small'), 'fail gateway.amount'],
  ['too much', refused('error_amount_too_large'), 'fail gateway.amount'],
  ...[
    'error_bad_request',
    'error_title_required',
    'error_title_too_long',
    'error_description_required',
    'error_description_too_long',
    'error_invalid_url',
    'error_customer_id_too_long',
    'error_never_seen',
  ].map((code) => [`a refusal, ${code}`, refused(code), 'fail gateway.refused'] as const),
  ['a flood', { status: 429, body: '' }, 'snooze gateway.flood'],
  ['trouble', refused('error_internal', 500), 'snooze gateway.unavailable'],
  ['trouble on the way', { status: 502, body: '<html>' }, 'snooze gateway.unavailable'],
  ['a page with status 200', { status: 200, body: '<html>maintenance</html>' }, 'snooze gateway.garbage'],
  ['a page with status 404', { status: 404, body: '<html>nothing here</html>' }, 'snooze gateway.garbage'],
  ['nothing', { status: 200, body: '' }, 'snooze gateway.garbage'],
  ['half an answer', { status: 200, body: '{"uuid":"1d2c3b' }, 'snooze gateway.garbage'],
  ['a result of another shape', json('fine'), 'snooze gateway.garbage'],
  ['a result with another status', json(order, 202), 'snooze gateway.garbage'],
  ['a sum that is none', json({ ...order, amount: '349.00' }), 'snooze gateway.garbage'],
  ['a sum below zero', json({ ...order, amount: -1 }), 'snooze gateway.garbage'],
  ['a sum that numbers cannot hold', json({ ...order, amount: 2 ** 60 }), 'snooze gateway.garbage'],
];
