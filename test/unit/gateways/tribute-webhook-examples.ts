import type { CallbackHint, CallbackVerdict } from '#gateways/callback.js';
import { reference, uuid } from './tribute-answers.js';

const at = '2026-10-01T10:03:11.5Z';

/** A webhook's body as it comes; `sent_at` is another with each attempt. */
export const bodyOf = (name: string, payload: unknown, sentAt = '2026-10-01T10:03:12.1Z'): string =>
  JSON.stringify({ name, created_at: at, sent_at: sentAt, payload });

/** What a paid order says of itself, as the documentation's worked example has it. */
export const paidPayload = {
  uuid,
  shopId: 7,
  amount: 34900,
  currency: 'rub',
  status: 'paid',
  customerId: reference,
  isRecurrent: false,
  period: 'onetime',
  transactionId: 9001,
};
const monthly = {
  ...paidPayload,
  isRecurrent: true,
  period: 'monthly',
  memberStatus: 'active',
  memberExpiresAt: '2026-11-01T10:03:11.5Z',
};
const paidUntil = new Date('2026-11-01T10:03:11.5Z');
const charged = { uuid, amount: 34900, currency: 'rub', period: 'monthly', email: 'payer@example.com' };
const refunded = { ...paidPayload, status: 'completed', refundedAt: '2026-10-02T10:00:00Z' };

const named = { externalId: uuid, reference };
const ofAgreement = { externalId: uuid, chargeOf: uuid };
const paid: CallbackVerdict = { kind: 'paid', amount: '349.00', currency: 'RUB', receipt: '9001' };

const donation = {
  donation_request_id: 123,
  donation_name: 'Support my work',
  period: 'once',
  amount: 100_050,
  currency: 'rub',
  anonymously: false,
  web_app_link: 'https://t.me/tribute/app?startapp=d123',
  user_id: 31326,
  trb_user_id: 'T-31326',
  telegram_user_id: 12321321,
  telegram_username: 'payer',
};
const gift = {
  kind: 'unasked',
  externalId: `donation:123:12321321:1000.50:${at}`,
  payerId: '12321321',
  amount: '1000.50',
  currency: 'RUB',
  receipt: null,
} as const;
const nobodys = {
  ...gift,
  payerId: undefined,
  externalId: `donation:123:nobody:1000.50:${at}`,
};

const membership = {
  subscription_name: 'Support creativity',
  subscription_id: 1644,
  period_id: 1547,
  period: 'monthly',
  price: 100_000,
  amount: 70_000,
  currency: 'rub',
  user_id: 31326,
  telegram_user_id: 12321321,
  channel_id: 614,
  channel_name: 'lbs',
  type: 'regular',
  expires_at: '2026-11-01T10:03:11.305733Z',
};
const dues = {
  ...gift,
  externalId: 'new_subscription:1644:12321321:2026-11-01T10:03:11.305733Z',
  amount: '1000.00',
} as const;

const bought = {
  product_id: 456,
  purchase_id: 78901,
  amount: 50_000,
  currency: 'rub',
  telegram_user_id: 12321321,
};
const purchase = {
  ...gift,
  externalId: 'purchase:78901',
  amount: '500.00',
  receipt: '78901',
} as const;

const nothing = { externalId: 'probe' };

interface Example {
  readonly form: string;
  readonly name: string;
  readonly payload: unknown;
  readonly hint: CallbackHint;
  readonly verdict: CallbackVerdict;
}
const example = (
  form: string,
  [name, payload]: readonly [name: string, payload: unknown],
  [hint, verdict]: readonly [hint: CallbackHint, verdict: CallbackVerdict],
): Example => ({ form, name, payload, hint, verdict });

/** Every event that Tribute tells: which payment it is about, and what it proves. */
export const webhooks: readonly Example[] = [
  example('an order that is paid', ['shop_order', paidPayload], [named, paid]),
  example(
    'an order that is paid, without its transaction',
    ['shop_order', { ...paidPayload, transactionId: undefined }],
    [named, { ...paid, receipt: null }],
  ),
  example(
    'an order without our name',
    ['shop_order', { ...paidPayload, customerId: 't12:o8841' }],
    [{ externalId: uuid }, paid],
  ),
  example(
    'an order whose first period is cheaper',
    ['shop_order', { ...monthly, firstPeriodAmount: 9900 }],
    [named, { ...paid, amount: '99.00', paidUntil }],
  ),
  example('an order that repeats', ['shop_order', monthly], [named, { ...paid, paidUntil }]),
  example(
    'an order that repeats, without its transaction',
    ['shop_order', { ...monthly, transactionId: undefined }],
    [named, 'ask'],
  ),
  example('a trial without money', ['shop_order', { ...monthly, isTrial: true }], [named, 'nothing']),
  example('an order in another state', ['shop_order', { ...paidPayload, status: 'held' }], [named, 'ask']),
  example('an order without a sum', ['shop_order', { ...paidPayload, amount: null }], [named, 'ask']),
  example(
    'a payment that failed, which may be tried again',
    ['shop_order_payment_failed', { ...paidPayload, status: 'pending', errorCode: 'card_declined' }],
    [named, 'ask'],
  ),
  example(
    'a renewal, without a word about which',
    ['shop_order_charge_success', charged],
    [ofAgreement, 'ask'],
  ),
  example(
    'a renewal, with its transaction',
    ['shop_order_charge_success', { ...charged, transactionId: 9002 }],
    [{ externalId: '9002', chargeOf: uuid }, 'ask'],
  ),
  example(
    'a renewal that failed',
    ['shop_order_charge_failed', { ...charged, chargeRetries: 3 }],
    [ofAgreement, 'ask'],
  ),
  example(
    'the end of what repeats',
    ['shop_order_cancelled', { ...charged, cancelReason: 'charge_failed' }],
    [ofAgreement, 'ask'],
  ),
  example(
    'a refund that began',
    ['shop_order_refunded', { ...refunded, status: 'initiated' }],
    [named, 'nothing'],
  ),
  example('a refund that is done', ['shop_order_refunded', refunded], [named, { kind: 'refunded' }]),
  example(
    'a refund of one charge',
    ['shop_order_refunded', { ...refunded, isRecurrent: true, transactionId: 9002 }],
    [{ externalId: '9002', chargeOf: uuid }, 'ask'],
  ),
  example(
    'a refund that does not say of what',
    ['shop_order_refunded', { ...refunded, isRecurrent: undefined }],
    [named, 'ask'],
  ),
  example('a donation', ['new_donation', donation], [{ externalId: gift.externalId }, gift]),
  example(
    'a donation with a word',
    ['new_donation', { ...donation, message: ` from me${'!'.repeat(300)}` }],
    [{ externalId: gift.externalId }, { ...gift, note: `from me${'!'.repeat(193)}` }],
  ),
  example(
    'a donation that repeats',
    ['recurrent_donation', { ...donation, period: 'monthly' }],
    [{ externalId: gift.externalId }, gift],
  ),
  example(
    'an anonymous donation',
    ['new_donation', { ...donation, anonymously: true }],
    [{ externalId: gift.externalId }, { ...gift, payerId: undefined }],
  ),
  example(
    'a donation of nobody',
    ['new_donation', { ...donation, telegram_user_id: 0, trb_user_id: undefined }],
    [{ externalId: nobodys.externalId }, nobodys],
  ),
  example(
    'a donation from a browser',
    ['new_donation', { ...donation, telegram_user_id: undefined, trb_user_id: 'W-88' }],
    [
      { externalId: `donation:123:W-88:1000.50:${at}` },
      { ...nobodys, externalId: `donation:123:W-88:1000.50:${at}` },
    ],
  ),
  example(
    'a donation in euros',
    ['new_donation', { ...donation, currency: 'eur' }],
    [{ externalId: gift.externalId }, { ...gift, currency: 'EUR' }],
  ),
  example('a donation that ends', ['cancelled_donation', donation], [nothing, 'nothing']),
  example('a subscription', ['new_subscription', membership], [{ externalId: dues.externalId }, dues]),
  example(
    'a subscription whose price is not said',
    ['new_subscription', { ...membership, price: undefined }],
    [{ externalId: dues.externalId }, { ...dues, amount: '700.00' }],
  ),
  example(
    'a subscription that is renewed',
    ['renewed_subscription', membership],
    [
      { externalId: dues.externalId.replace('new', 'renewed') },
      { ...dues, externalId: dues.externalId.replace('new', 'renewed') },
    ],
  ),
  example(
    'a subscription that somebody gave',
    ['new_subscription', { ...membership, type: 'gift' }],
    [{ externalId: dues.externalId }, { ...dues, payerId: undefined }],
  ),
  example(
    'a subscription on trial',
    ['new_subscription', { ...membership, type: 'trial' }],
    [nothing, 'nothing'],
  ),
  example(
    'a subscription that ends',
    ['cancelled_subscription', { ...membership, cancel_reason: '' }],
    [nothing, 'nothing'],
  ),
  example('a product', ['new_digital_product', bought], [{ externalId: purchase.externalId }, purchase]),
  example(
    'a product that is given back',
    ['digital_product_refunded', bought],
    [{ externalId: purchase.externalId }, { kind: 'refunded' }],
  ),
  ...[
    'physical_order_created',
    'physical_order_shipped',
    'physical_order_canceled',
    'shop_token_charge_success',
  ].map((name) => example(`a word about something else, ${name}`, [name, paidPayload], [nothing, 'nothing'])),
  example('a word that nobody knows', ['something_new', { uuid }], [nothing, 'nothing']),
  example('a trial of the webhook', ['', {}], [nothing, 'nothing']),
];

/** Signed by the very key, and yet no webhook that can be read. */
export const senseless: readonly (readonly [form: string, body: string])[] = [
  ['nothing', ''],
  ['half a body', '{"name":"shop_order","payl'],
  ['a list', '[]'],
  ['no name', JSON.stringify({ payload: paidPayload })],
  ['a name that is none', JSON.stringify({ name: 7, payload: paidPayload })],
  ['an order without a number', bodyOf('shop_order', { ...paidPayload, uuid: undefined })],
  ['an order of another kind of number', bodyOf('shop_order', { ...paidPayload, uuid: '../shops' })],
  ['a donation of no sum', bodyOf('new_donation', { ...donation, amount: '10' })],
  ['a donation of less than nothing', bodyOf('new_donation', { ...donation, amount: -5 })],
  ['a donation without a moment', JSON.stringify({ name: 'new_donation', payload: donation })],
  ['a product without a purchase', bodyOf('new_digital_product', { ...bought, purchase_id: undefined })],
  ['a subscription without an end', bodyOf('new_subscription', { ...membership, expires_at: undefined })],
];

export const donationPayload = donation;
