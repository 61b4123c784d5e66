import type { Tenant, Tx } from '#tenancy/scope.js';

/** Another payment to which something in a receipt points; or the same one, where its rejected receipt had it. */
export interface PointedPayment {
  readonly paymentId: string;
  readonly trackingNumber: string;
  readonly status: 'approved' | 'cancelled' | 'expired' | 'pending' | 'rejected';
  /** Was it approved, and that undone? Then its status is `rejected`. */
  readonly isUndone: boolean;
  /** Code of the reason of its last rejection: `duplicate` marks a cheat. */
  readonly rejectReason: string | null;
  readonly amountToman: number;
  /** Is it of the same person? */
  readonly isOwn: boolean;
  readonly createdAt: Date;
}

/** The receipt that is looked at: what came since the last rejection of a payment. */
export interface LookedAt {
  readonly paymentId: string;
  readonly userId: string;
  readonly attempt: number;
}

/** SQL of a payment that is pointed to; `$3` is the person. */
export const pointedColumns = `payment.id::text as "paymentId", payment.tracking_number as "trackingNumber", payment.status,
  payment.refunded_at is not null as "isUndone", payment.reject_reason as "rejectReason", payment.amount_toman::float8 as "amountToman", payment.user_id = $3 as "isOwn",
  payment.created_at as "createdAt"`;

/** So many are shown, the newest ones. */
export const mostPointed = 5;

const sameFile = `
  select distinct ${pointedColumns}
  from card_receipts as mine
  join card_receipts as other on other.bot_id = mine.bot_id and other.file_unique_id = mine.file_unique_id
    and (other.payment_id <> mine.payment_id or other.attempt < mine.attempt)
  join card_to_card_payments as payment on payment.bot_id = other.bot_id and payment.id = other.payment_id
  where mine.bot_id = $1 and mine.payment_id = $2 and mine.attempt = $4 and mine.file_unique_id is not null
  order by "createdAt" desc limit ${mostPointed}`;

/** Payments whose receipt had the same file of Telegram, the newest first. */
export const findSameFiles = (
  { botId }: Tenant,
  tx: Tx,
  { paymentId, userId, attempt }: LookedAt,
): Promise<PointedPayment[]> => tx.sql<PointedPayment>(sameFile, [botId, paymentId, userId, attempt]);

const sameReference = `
  select ${pointedColumns}
  from card_to_card_payments as payment
  where payment.bot_id = $1 and payment.id <> $2 and payment.id = any(
    select payment_id from card_receipts where bot_id = $1 and reference_numbers && $4::text[]
    union select id from card_to_card_payments where bot_id = $1 and bank_reference = any($4::text[]))
  order by payment.created_at desc limit ${mostPointed}`;

/** Payments whose receipt named one of the numbers, or that were approved by one, the newest first. */
export async function findSameReferences(
  { botId }: Tenant,
  tx: Tx,
  { paymentId, userId, numbers }: Omit<LookedAt, 'attempt'> & { readonly numbers: readonly string[] },
): Promise<PointedPayment[]> {
  return numbers.length === 0
    ? []
    : tx.sql<PointedPayment>(sameReference, [botId, paymentId, userId, numbers]);
}
