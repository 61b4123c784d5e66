import type { GatewayState } from '#gateways/gateway-state.js';

/** The payment that the examples are about. */
export const reference = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const paymentId = '2e3b7c10-000f-5000-9000-1f2a3b4c5d6e';
export const shopId = '100500';

/** A payment as the documentation's worked example has it. */
export const pending = {
  id: paymentId,
  status: 'pending',
  paid: false,
  amount: { value: '299.00', currency: 'RUB' },
  confirmation: {
    type: 'redirect',
    return_url: 'https://t.me/shop_bot',
    confirmation_url: `https://yoomoney.ru/checkout/payments/v2/contract?orderId=${paymentId}`,
  },
  created_at: '2026-09-20T10:51:18.139Z',
  description: '30 days',
  metadata: { reference, number: '17' },
  recipient: { account_id: shopId, gateway_id: '100700' },
  refundable: false,
  test: false,
};
const card = {
  type: 'bank_card',
  id: 'pm-1',
  saved: false,
  title: 'Bank card *4444',
  card: { first6: '555555', last4: '4444', expiry_month: '12', expiry_year: '2030', card_type: 'MasterCard' },
};
export const succeeded = {
  ...pending,
  status: 'succeeded',
  paid: true,
  confirmation: undefined,
  income_amount: { value: '288.54', currency: 'RUB' },
  captured_at: '2026-09-20T10:55:02.000Z',
  payment_method: card,
  authorization_details: { rrn: '603668680243', auth_code: '062467', three_d_secure: { applied: true } },
  refunded_amount: { value: '0.00', currency: 'RUB' },
  refundable: true,
};
const canceled = (reason: string, party = 'yoo_money') => ({
  ...pending,
  status: 'canceled',
  cancellation_details: { party, reason },
});

const paid: GatewayState = {
  kind: 'paid',
  amount: '299.00',
  currency: 'RUB',
  receipt: '603668680243',
  note: '555555******4444',
};
const back = (value: string) => ({ ...succeeded, refunded_amount: { value, currency: 'RUB' } });

const failures = [
  ...[
    '3d_secure_failed',
    'call_issuer',
    'card_expired',
    'country_forbidden',
    'deal_expired',
    'fraud_suspected',
  ],
  ...['general_decline', 'identification_required', 'insufficient_funds', 'internal_timeout'],
  ...['invalid_card_number', 'invalid_csc', 'issuer_unavailable', 'payment_method_limit_exceeded'],
  ...['payment_method_restricted', 'permission_revoked', 'unsupported_mobile_operator', 'a_reason_to_come'],
];

/** What YooKassa says of a payment, and what that means. */
export const states: readonly (readonly [form: string, answer: object, state: GatewayState])[] = [
  ['pending', pending, { kind: 'open' }],
  [
    'pending, while a credit is thought over',
    { ...pending, suspended_until: '2026-09-22T10:51:18.139Z' },
    { kind: 'open', until: new Date('2026-09-22T10:51:18.139Z') },
  ],
  [
    'held, and waiting to be taken',
    { ...succeeded, status: 'waiting_for_capture', expires_at: '2026-09-27T10:55:02.000Z' },
    { kind: 'open', until: new Date('2026-09-27T10:55:02.000Z') },
  ],
  ['a status that nobody knows', { ...succeeded, status: 'frozen' }, { kind: 'open' }],
  ['succeeded, but not paid', { ...succeeded, paid: false }, { kind: 'open' }],
  ['succeeded, without a word whether it is paid', { ...succeeded, paid: undefined }, { kind: 'open' }],
  ['succeeded', succeeded, paid],
  ['succeeded, as sent to a number of the shop', { ...succeeded, recipient: { account_id: 100500 } }, paid],
  [
    'succeeded by a card whose beginning is not told',
    { ...succeeded, payment_method: { ...card, card: { last4: '4444' } } },
    { ...paid, note: '******4444' },
  ],
  [
    'succeeded by SBP',
    {
      ...succeeded,
      authorization_details: undefined,
      payment_method: { type: 'sbp', id: 'pm-2', saved: false, sbp_operation_id: '1027088AE4' },
    },
    { ...paid, receipt: paymentId, note: 'sbp' },
  ],
  [
    'succeeded, and the card was saved',
    { ...succeeded, payment_method: { ...card, saved: true } },
    { ...paid, mandate: 'pm-1' },
  ],
  [
    'succeeded, with nulls and shapes that nobody knows beside it',
    {
      ...succeeded,
      payment_method: null,
      authorization_details: [],
      refunded_amount: null,
      suspended_until: 'soon',
      recipient: null,
      test: 'no',
      created_at: 5,
    },
    { kind: 'paid', amount: '299.00', currency: 'RUB', receipt: paymentId },
  ],
  [
    'another sum, which the core compares',
    { ...succeeded, amount: { value: '1.00', currency: 'USD' } },
    { ...paid, amount: '1.00', currency: 'USD' },
  ],
  ['given back in part', back('99.50'), { kind: 'refunded', amount: '99.50' }],
  ['given back whole', back('299.00'), { kind: 'refunded' }],
  [
    'not confirmed in time',
    canceled('expired_on_confirmation'),
    { kind: 'ended', as: 'expired', code: 'expired_on_confirmation' },
  ],
  [
    'not captured in time',
    canceled('expired_on_capture'),
    { kind: 'ended', as: 'expired', code: 'expired_on_capture' },
  ],
  [
    'expired, in old words',
    canceled('payment_expired', 'yandex_checkout'),
    { kind: 'ended', as: 'expired', code: 'payment_expired' },
  ],
  [
    'taken back by the shop',
    canceled('canceled_by_merchant', 'merchant'),
    { kind: 'ended', as: 'cancelled', code: 'canceled_by_merchant' },
  ],
  [
    'canceled without a reason',
    { ...pending, status: 'canceled' },
    { kind: 'ended', as: 'failed', code: 'canceled' },
  ],
  ...failures.map(
    (reason) =>
      [`canceled for ${reason}`, canceled(reason), { kind: 'ended', as: 'failed', code: reason }] as const,
  ),
  [
    'paid, but to another shop',
    { ...succeeded, recipient: { account_id: '999' } },
    { kind: 'disputed', code: 'recipient' },
  ],
  [
    'paid, but not for this payment',
    { ...succeeded, metadata: { reference: 'b'.repeat(32) } },
    { kind: 'disputed', code: 'reference' },
  ],
  ['paid, without our reference', { ...succeeded, metadata: {} }, { kind: 'disputed', code: 'reference' }],
  [
    'paid by money of a test, with a key that is none',
    { ...succeeded, test: true },
    { kind: 'disputed', code: 'test' },
  ],
];

export const refused = (code: string, parameter?: string, description?: string) =>
  JSON.stringify({ type: 'error', id: 'ab5a11cd-13cc-4e33-af8b-75a74e18dd09', code, description, parameter });

interface Fault {
  readonly form: string;
  readonly status: number;
  readonly body: string;
  readonly code: string;
  readonly isFinal: boolean;
  readonly said?: string;
}
const final = (form: string, status: number, body: string, code: string, said?: string): Fault => ({
  ...{ form, status, body, code, isFinal: true },
  ...(said !== undefined && { said }),
});
const passing = (form: string, status: number, body: string, code: string): Fault => ({
  ...{ form, status, body, code, isFinal: false },
});
const parameters = [
  ['amount.value', 'gateway.amount'],
  ['receipt', 'gateway.misconfigured'],
  ['receipt.tax_system_code', 'gateway.misconfigured'],
  ['receipt.customer.email', 'gateway.refused'],
  ['payment_method_data.type', 'gateway.misconfigured'],
  ['payment_method_id', 'gateway.refused'],
  ['save_payment_method', 'gateway.misconfigured'],
  ['description', 'gateway.refused'],
] as const;

/** What any call may answer instead of what it was asked for. */
export const faults: readonly Fault[] = [
  final(
    'wrong credentials',
    401,
    refused('invalid_credentials', 'Authorization', 'Authentication failed'),
    'gateway.unauthorized',
    'invalid_credentials: Authorization: Authentication failed',
  ),
  final('what the shop may not do', 403, refused('forbidden'), 'gateway.misconfigured', 'forbidden'),
  final('no method of the API', 405, '', 'gateway.misconfigured', '405'),
  final('a body of another type', 415, '<html></html>', 'gateway.refused', '415'),
  final('a refusal of a kind that nobody knows', 409, refused('conflict'), 'gateway.refused', 'conflict'),
  ...parameters.map(([parameter, code]) =>
    final(
      `a refused ${parameter}`,
      400,
      refused('invalid_request', parameter),
      code,
      `invalid_request: ${parameter}`,
    ),
  ),
  passing(
    'a key that was used for other words',
    400,
    refused('invalid_request', 'Idempotence-Key'),
    'gateway.unavailable',
  ),
  passing(
    'a key that is duplicated',
    400,
    refused('invalid_request', undefined, 'Idempotence key duplicated'),
    'gateway.unavailable',
  ),
  passing(
    'still processed',
    202,
    '{"type":"processing","description":"…","retry_after":1800}',
    'gateway.unavailable',
  ),
  passing('too many calls', 429, refused('too_many_requests'), 'gateway.flood'),
  passing('trouble', 500, refused('internal_server_error'), 'gateway.unavailable'),
  passing('trouble of a proxy', 502, '<html>502</html>', 'gateway.unavailable'),
  passing('a page with status 200', 200, '<html>maintenance</html>', 'gateway.garbage'),
  passing('a page with status 403', 403, '<html>denied</html>', 'gateway.garbage'),
  passing('a page with status 404', 404, '<html>no</html>', 'gateway.garbage'),
  passing('nothing', 200, '', 'gateway.garbage'),
  passing('half an answer', 200, '{"id":"2e3b', 'gateway.garbage'),
  passing('a list', 200, '[]', 'gateway.garbage'),
  passing(
    'a payment without a sum',
    200,
    JSON.stringify({ ...succeeded, amount: undefined }),
    'gateway.garbage',
  ),
  passing(
    'a sum that is none',
    200,
    JSON.stringify({ ...succeeded, amount: { value: '2,99', currency: 'RUB' } }),
    'gateway.garbage',
  ),
];
