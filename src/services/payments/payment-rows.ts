import type { PaymentStatus } from '#models/gateway-payment.js';
import type { Currency } from '#platform/money.js';
import { toRepeating, type RepeatRow } from './agreements/repeating.js';
import { cardMethod, toOnCard, type OnCardRow } from './on-card.js';
import type { Payment } from './payment.js';

/** Where payments of a method are, and what the columns that differ are called. */
export interface PaymentTable {
  readonly table: 'card_to_card_payments' | 'gateway_payments' | 'zarinpal_payments';
  /** SQL of the method. */
  readonly method: string;
  /** SQL of our name of a payment. */
  readonly reference: string;
  readonly external: string;
  readonly receipt: string;
  /** It has a column for the address that the gateway was given. */
  readonly keepsCallbackUrl?: true;
  /** SQL of where a payment stands, in the words of `PaymentStatus`. */
  readonly status: string;
  /** What its status column says for each of them. */
  statusOf(status: PaymentStatus): string;
  /** SQL of all that a table may lack: what only gateways, only some of them, or only cards have. */
  readonly rest: string;
}

const atGateways =
  'account, currency, trim_scale(currency_amount)::text as currency_amount, trim_scale(rate_toman)::text as rate, payment_url, asked_at, check_until, refunded_toman::text as refunded, refunding_toman::text as refunding';
/** Of an agreement, where there can be none. */
const paidOnce =
  'null::integer as repeat_days, null::timestamptz as repeat_until, null as repeat_state, null as repeat_mandate, 0 as repeat_tries, null as repeat_of, null as payable';
const zarinpalTable: PaymentTable = {
  table: 'zarinpal_payments',
  method: "'zarinpal'",
  reference: 'reference',
  external: 'zarinpal_authority',
  receipt: 'zarinpal_ref_id',
  keepsCallbackUrl: true,
  status: 'status',
  statusOf: (status) => status,
  rest: `${atGateways}, ${paidOnce}, null::jsonb as on_card`,
};
const gatewayTable: PaymentTable = {
  table: 'gateway_payments',
  method: 'gateway',
  reference: 'reference',
  external: 'external_id',
  receipt: 'receipt',
  status: 'status',
  statusOf: (status) => status,
  rest: `${atGateways}, repeat_days, repeat_until, repeat_state, repeat_mandate, repeat_tries, repeat_of::text,
    trim_scale(payable_amount)::text as payable, null::jsonb as on_card`,
};

/** The words of that column, where they are others. */
const statusesOnCards: Readonly<Partial<Record<PaymentStatus, string>>> = {
  failed: 'rejected',
  paid: 'approved',
  refunded: 'rejected',
};
/** In rial: that is what banks of Iran know. */
export const cardTable: PaymentTable = {
  table: 'card_to_card_payments',
  method: `'${cardMethod}'`,
  reference: 'tracking_number',
  external: 'null::text',
  receipt: 'bank_reference',
  status: `case status when 'approved' then 'paid'
      when 'rejected' then case when refunded_at is null then 'failed' else 'refunded' end else status end`,
  statusOf: (status) => statusesOnCards[status] ?? status,
  rest: `null as account, 'IRR' as currency, (amount_toman::numeric * 10)::text as currency_amount, '0.1' as rate,
    null as payment_url, null::timestamptz as asked_at, null::timestamptz as check_until, null as refunded,
    null as refunding, ${paidOnce}, jsonb_build_object('cardId', card_id::text,
      'extraToman', extra_toman, 'submittedAt', submitted_at, 'tries', tries, 'warnedAt', warned_at,
      'pictureAsks', picture_asks, 'reviewedBy', admin_reviewed_by::text, 'reviewedByName', reviewed_by_name, 'reviewedAt', admin_reviewed_at, 'rejectReason', reject_reason,
      'note', note, 'notes', admin_notes) as on_card`,
};
export const paymentTables = [gatewayTable, zarinpalTable, cardTable] as const;

/** The table of a method. */
export function tableOf(method: string): PaymentTable {
  if (method === 'zarinpal') return zarinpalTable;
  return method === cardMethod ? cardTable : gatewayTable;
}

/** SQL of a payment's columns, for a `PaymentRow`. */
export const columnsOf = ({ method, reference, external, receipt, status, rest }: PaymentTable): string =>
  `id::text, ${method} as method, user_id::text, ${status} as status, amount_toman::text as amount,
    purchase->>'order_id' as order_id, ${reference} as reference, ${external} as external_id, ${receipt} as receipt, problem,
    transaction_id::text, credited_toman::text as credited, refund_transaction_id::text, message_id::text, checks, paid_at,
    expires_at, check_at, created_at, ${rest}`;

/** The row of `columnsOf`. */
export interface PaymentRow extends RepeatRow {
  readonly id: string;
  readonly method: string;
  readonly user_id: string;
  readonly status: PaymentStatus;
  readonly amount: string;
  readonly order_id: string | null;
  readonly reference: string;
  readonly external_id: string | null;
  readonly account: string | null;
  readonly currency: Currency;
  readonly currency_amount: string | null;
  readonly rate: string | null;
  readonly payment_url: string | null;
  readonly receipt: string | null;
  readonly problem: string | null;
  readonly transaction_id: string | null;
  readonly credited: string | null;
  readonly refund_transaction_id: string | null;
  readonly refunded: string | null;
  readonly message_id: string | null;
  readonly repeat_of: string | null;
  readonly payable: string | null;
  readonly refunding: string | null;
  readonly on_card: OnCardRow | null;
  readonly checks: number;
  readonly asked_at: Date | null;
  readonly paid_at: Date | null;
  readonly expires_at: Date | null;
  readonly check_until: Date | null;
  readonly check_at: Date | null;
  readonly created_at: Date;
}

/** The payment that a row says. What rows of other hands lack is as it must have been: toman, and over by now. */
export const toPayment = (row: PaymentRow): Payment => ({
  id: row.id,
  method: row.method,
  userId: row.user_id,
  status: row.status,
  amountToman: Number(row.amount),
  orderId: row.order_id,
  reference: row.reference,
  externalId: row.external_id,
  account: row.account,
  currency: row.currency,
  currencyAmount: row.currency_amount ?? row.amount,
  rateToman: row.rate ?? '1',
  url: row.payment_url,
  receipt: row.receipt,
  problem: row.problem,
  transactionId: row.transaction_id,
  creditedToman: row.credited === null ? null : Number(row.credited),
  refundTransactionId: row.refund_transaction_id,
  refundedToman: Number(row.refunded ?? 0),
  messageId: row.message_id,
  repeat: toRepeating(row),
  repeatOf: row.repeat_of,
  payable: row.payable,
  refundingToman: row.refunding === null ? null : Number(row.refunding),
  onCard: row.on_card && toOnCard(row.on_card),
  checks: row.checks,
  askedAt: row.asked_at,
  paidAt: row.paid_at,
  expiresAt: row.expires_at ?? row.created_at,
  checkUntil: row.check_until ?? row.created_at,
  checkAt: row.check_at,
  createdAt: row.created_at,
});
