import { randomUUID } from 'node:crypto';
import type { PaymentStatus } from '#models/gateway-payment.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { columnsOf, tableOf, toPayment, type PaymentRow, type PaymentTable } from './payment-rows.js';
import type { Payment } from './payment.js';
import type { RepeatState } from './agreements/repeating.js';

/** A payment before its gateway knows of it. */
export type NewPayment = Pick<
  Payment,
  | 'amountToman'
  | 'checkUntil'
  | 'currency'
  | 'currencyAmount'
  | 'expiresAt'
  | 'messageId'
  | 'method'
  | 'orderId'
  | 'rateToman'
  | 'userId'
> & {
  /** The gateway repeats it every so many days; only where it can. */
  readonly repeatDays?: number | undefined;
  /** It is a charge of the agreement that began with this payment. */
  readonly repeatOf?: string | null | undefined;
};

const gatewayInsert = (table: PaymentTable): string => {
  const isOwn = table.table === 'zarinpal_payments';
  return `
  insert into ${table.table} (bot_id, user_id, reference, amount_toman, currency, currency_amount, rate_toman, purchase,
    expires_at, check_until, check_at, message_id${isOwn ? '' : ', gateway, repeat_days, repeat_of'})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp() + interval '30 seconds', $11${isOwn ? '' : ', $12, $13, $14'})
  returning ${columnsOf(table)}`;
};

/** What is bought, as rows keep it. */
export const purchaseOf = (orderId: string | null): string | null =>
  orderId === null ? null : JSON.stringify({ order_id: orderId });

/** Writes a payment with a reference of its own. A person may have one open for an order and method: lock the payer first. */
export async function insertPayment({ botId }: Tenant, tx: Tx, fresh: NewPayment): Promise<Payment> {
  const table = tableOf(fresh.method);
  const values = [
    ...[botId, fresh.userId, randomUUID().replaceAll('-', ''), fresh.amountToman],
    ...[fresh.currency, fresh.currencyAmount, fresh.rateToman, purchaseOf(fresh.orderId)],
    ...[fresh.expiresAt, fresh.checkUntil, fresh.messageId],
  ];
  const own =
    table.table === 'zarinpal_payments'
      ? []
      : [fresh.method, fresh.repeatDays ?? null, fresh.repeatOf ?? null];
  const [row] = await tx.sql<PaymentRow>(gatewayInsert(table), [...values, ...own]);
  return toPayment(row as PaymentRow);
}

/** What may be written into a locked payment; what is absent stays. */
export interface PaymentChange {
  readonly status?: PaymentStatus;
  readonly problem?: string | null;
  readonly note?: string;
  readonly receipt?: string | null;
  readonly transactionId?: string;
  readonly creditedToman?: number;
  readonly refundTransactionId?: string | null;
  readonly refundedToman?: number;
  readonly messageId?: string;
  readonly account?: string;
  readonly externalId?: string;
  readonly url?: string;
  /** Only where the table keeps it. */
  readonly callbackUrl?: string;
  readonly expiresAt?: Date;
  /** Of a payment that repeats. */
  readonly repeatUntil?: Date;
  readonly repeatState?: RepeatState;
  readonly repeatMandate?: string;
  readonly repeatTries?: number;
  /** null: the agreement is looked at no more. */
  readonly repeatCheckAt?: Date | null;
  readonly payable?: string;
  readonly refundingToman?: number | null;
  readonly isByHand?: boolean;
  /** Order that was bought with it. */
  readonly orderId?: string;
  readonly checkUntil?: Date;
  readonly checks?: number;
  /** null: the gateway is asked no more. */
  readonly checkAt?: Date | null;
  /** Of a payment from card to card. */
  readonly tries?: number;
  readonly pictureAsks?: number;
  readonly reviewedBy?: string | null;
  readonly reviewedByName?: string | null;
  /** null: nobody has decided any more; the moment itself is a stamp. */
  readonly reviewedAt?: null;
  readonly rejectReason?: string | null;
  readonly notes?: string | null;
  readonly receiptType?: 'both' | 'image' | 'text';
  readonly receiptText?: string | null;
  readonly receiptImageFileId?: string | null;
  /** The moment: now. */
  readonly stamps?: readonly Stamp[];
}

/** Columns of moments; those of reviews, receipts and warnings are of payments from card to card. */
type Stamp = 'admin_reviewed_at' | 'asked_at' | 'paid_at' | 'refunded_at' | 'submitted_at' | 'warned_at';

const columns: Readonly<Record<Exclude<keyof PaymentChange, 'stamps'>, (table: PaymentTable) => string>> = {
  status: () => 'status',
  problem: () => 'problem',
  note: () => 'note',
  receipt: ({ receipt }) => receipt,
  transactionId: () => 'transaction_id',
  creditedToman: () => 'credited_toman',
  refundTransactionId: () => 'refund_transaction_id',
  refundedToman: () => 'refunded_toman',
  messageId: () => 'message_id',
  account: () => 'account',
  externalId: ({ external }) => external,
  url: () => 'payment_url',
  callbackUrl: () => 'callback_url',
  expiresAt: () => 'expires_at',
  repeatUntil: () => 'repeat_until',
  repeatState: () => 'repeat_state',
  repeatMandate: () => 'repeat_mandate',
  repeatTries: () => 'repeat_tries',
  repeatCheckAt: () => 'repeat_check_at',
  payable: () => 'payable_amount',
  refundingToman: () => 'refunding_toman',
  isByHand: () => 'is_by_hand',
  orderId: () => 'purchase',
  checkUntil: () => 'check_until',
  checks: () => 'checks',
  checkAt: () => 'check_at',
  tries: () => 'tries',
  pictureAsks: () => 'picture_asks',
  reviewedBy: () => 'admin_reviewed_by',
  reviewedByName: () => 'reviewed_by_name',
  reviewedAt: () => 'admin_reviewed_at',
  rejectReason: () => 'reject_reason',
  notes: () => 'admin_notes',
  receiptType: () => 'receipt_type',
  receiptText: () => 'receipt_text',
  receiptImageFileId: () => 'receipt_image_file_id',
};

/** A value as the row keeps it. */
function storedOf(table: PaymentTable, key: keyof typeof columns, value: unknown): unknown {
  if (key === 'status') return table.statusOf(value as PaymentStatus);
  return key === 'orderId' ? purchaseOf(value as string) : value;
}

/** Writes into a payment that is locked, and returns it as it is then. */
export async function writePayment(
  { botId }: Tenant,
  tx: Tx,
  { id, method }: Pick<Payment, 'id' | 'method'>,
  { stamps = [], ...change }: PaymentChange,
): Promise<Payment> {
  const table = tableOf(method);
  const entries = Object.entries(change) as [keyof typeof columns, unknown][];
  const sets = entries.map(([key], at) => `${columns[key](table)} = $${at + 3}`);
  const moments = stamps.map((column) => `${column} = clock_timestamp()`);
  const [row] = await tx.sql<PaymentRow>(
    `update ${table.table} set ${[...sets, ...moments, 'updated_at = clock_timestamp()'].join(', ')}
      where bot_id = $1 and id = $2 returning ${columnsOf(table)}`,
    [botId, id, ...entries.map(([key, value]) => storedOf(table, key, value))],
  );
  return toPayment(row as PaymentRow);
}
