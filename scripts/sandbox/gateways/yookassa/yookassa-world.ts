import { randomBytes } from 'node:crypto';
import { kopeksOf, type PaymentGiven, type RefundGiven } from './yookassa-requests.js';

/** A shop as its owner has set it up. */
export interface YookassaShop {
  readonly id: string;
  readonly secretKey: string;
  /** Where it tells; null: nowhere. */
  notificationUrl: string | null;
  /** Receipts are made by YooKassa: then every payment has one, else none may. */
  hasReceipts: boolean;
  /** May it save ways to pay and charge by them? */
  mayRepeat: boolean;
  isOn: boolean;
  /** Its money is none, and only cards and the wallet work. */
  readonly isTest: boolean;
  /** Ways to pay in it. */
  methods: readonly string[];
  /** What refunds are taken from, in kopeks. */
  balance: number;
}

export interface YookassaPaid {
  readonly id: string;
  readonly shopId: string;
  readonly given: PaymentGiven;
  readonly createdAt: number;
  status: 'canceled' | 'pending' | 'succeeded' | 'waiting_for_capture';
  reason: string | null;
  /** What it is, or was, paid with, and whether that can be charged again. */
  methodType: string;
  methodId: string;
  isSaved: boolean;
  paidAt: number | null;
  /** When money comes that was pressed for; 0: none is on its way. */
  dueAt: number;
  suspendedUntil: number;
}

export interface YookassaRefund {
  readonly id: string;
  readonly shopId: string;
  readonly given: RefundGiven;
  readonly createdAt: number;
  status: 'canceled' | 'pending' | 'succeeded';
  reason: string | null;
}

/** What was answered under a key, to which body. */
interface Answered {
  readonly body: string;
  readonly at: number;
  readonly answer: unknown;
}

/** How it behaves where the real one does in several ways. */
export interface YookassaManner {
  /** What becomes of a charge, or a refund: its status, or the reason why it is canceled. */
  charge: string;
  refund: string;
  /** Why the bank declines when the payer presses Cancel. */
  decline: string;
  /** How many of the next calls that change something are said to be processed still (202). */
  processing: number;
}

export interface YookassaWorld {
  readonly shops: Map<string, YookassaShop>;
  readonly payments: Map<string, YookassaPaid>;
  readonly refunds: Map<string, YookassaRefund>;
  readonly answered: Map<string, Answered>;
  readonly manner: YookassaManner;
  /** A refund succeeded: the shop is told. */
  onReturned(refund: YookassaRefund): void;
  now(): number;
  root(): string;
}

/** A payment can be confirmed for so long. */
export const confirmableMs = 3_600_000;

export const newId = (): string => {
  const hex = randomBytes(10).toString('hex');
  return `${hex.slice(0, 8)}-000f-5000-9000-${hex.slice(8)}`;
};

const iso = (at: number): string => new Date(at).toISOString();
const roubles = (kopeks: number): string => (kopeks / 100).toFixed(2);

/** What went, or is going, back of a payment, in kopeks. */
export const returnedOf = ({ refunds }: YookassaWorld, id: string, isDone: boolean): number =>
  [...refunds.values()]
    .filter(
      ({ given, status }) =>
        given.payment_id === id && (isDone ? status === 'succeeded' : status !== 'canceled'),
    )
    .reduce((sum, { given }) => sum + kopeksOf(given.amount.value), 0);

const network = ['3d_secure_failed', 'call_issuer', 'card_expired', 'general_decline', 'insufficient_funds'];
const cancellation = (reason: string | null) =>
  reason === null
    ? {}
    : {
        cancellation_details: {
          party: network.includes(reason) ? 'payment_network' : 'yoo_money',
          reason,
        },
      };

function methodView({ methodType: type, methodId: id, isSaved: saved, paidAt }: YookassaPaid) {
  const card = {
    first6: '555555',
    last4: '4444',
    expiry_year: '2030',
    expiry_month: '12',
    card_type: 'MasterCard',
  };
  const isCard = type === 'bank_card' && paidAt !== null;
  return { type, id, saved, ...(isCard && { title: 'Bank card *4444', card }) };
}

/** What is said of money that came. */
function paidView(world: YookassaWorld, { id, given }: YookassaPaid, paidAt: number) {
  return {
    income_amount: { value: roubles(kopeksOf(given.amount.value) * 0.965), currency: 'RUB' },
    captured_at: iso(paidAt),
    authorization_details: { rrn: '603668680243', auth_code: '062467', three_d_secure: { applied: true } },
    refunded_amount: { value: roubles(returnedOf(world, id, true)), currency: 'RUB' },
  };
}

/** What is said of what still waits. */
function waitingView(world: YookassaWorld, { id, given, suspendedUntil, status, paidAt }: YookassaPaid) {
  if (status === 'waiting_for_capture') return { expires_at: iso((paidAt ?? 0) + 7 * 86_400_000) };
  if (status !== 'pending') return {};
  const { confirmation } = given;
  return {
    ...(confirmation && { confirmation: { ...confirmation, confirmation_url: pageOf(world, id) } }),
    ...(suspendedUntil > 0 && { suspended_until: iso(suspendedUntil) }),
  };
}

/** The payment as the API and the notifications show it. */
export function paymentView(world: YookassaWorld, payment: YookassaPaid) {
  const { id, given, status, createdAt, paidAt, shopId, methodType } = payment;
  const rest = kopeksOf(given.amount.value) - returnedOf(world, id, true);
  return {
    id,
    status,
    amount: given.amount,
    description: given.description,
    recipient: { account_id: shopId, gateway_id: '100700' },
    ...(methodType !== '' && { payment_method: methodView(payment) }),
    ...(paidAt !== null && paidView(world, payment, paidAt)),
    created_at: iso(createdAt),
    ...waitingView(world, payment),
    test: world.shops.get(shopId)?.isTest ?? false,
    paid: paidAt !== null,
    refundable: status === 'succeeded' && rest > 0,
    metadata: given.metadata,
    ...cancellation(payment.reason),
  };
}

const pageOf = ({ root }: YookassaWorld, id: string): string => `${root()}/pay/${id}`;

export const refundView = ({ id, given, status, createdAt, reason }: YookassaRefund) => {
  const { receipt, ...shown } = given;
  return {
    id,
    status,
    ...shown,
    created_at: iso(createdAt),
    ...(receipt && { receipt_registration: status }),
    ...cancellation(reason),
  };
};
