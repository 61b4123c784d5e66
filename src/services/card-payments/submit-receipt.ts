import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { keepOrder } from '../orders/keep-order.js';
import { lockWithPayer } from '../payments/lock-with-payer.js';
import { followPayment } from '../payments/follow-payment.js';
import { findOpenPayments } from '../payments/open-payments.js';
import { cardMethod } from '../payments/on-card.js';
import { findPayment } from '../payments/find-payment.js';
import { isUnderReview, type Payment } from '../payments/payment.js';
import { retirePayment } from '../payments/retire-payment.js';
import { writePayment } from '../payments/write-payment.js';
import { findReferences, mostParts, type ReceiptPart } from './receipt-parts.js';
import { takesReceipts } from './receipt-targets.js';

/** A receipt, or more of one. */
export interface SentReceipt {
  /** May be anything. */
  readonly paymentId: string;
  /** Who sends it: only the payer's own counts. */
  readonly userId: string;
  readonly parts: readonly ReceiptPart[];
  /** More of it is on its way at once: reviewers are shown all of an album together. */
  readonly isAlbum?: boolean;
  /** How long the order is kept for it at least, in hours: `payment_open_hours`. */
  readonly openHours: number;
}

/** So long an album may take to come. */
const albumMs = 2_000;

/** What became of it. */
export type Submitted =
  /** `isFirst`: the first of this attempt, not more of what is under review. */
  | { readonly kind: 'taken'; readonly payment: Payment; readonly isFirst: boolean }
  /** Every part was there already. */
  | { readonly kind: 'known'; readonly payment: Payment }
  /** The attempt has as many parts as it may have. */
  | { readonly kind: 'full'; readonly payment: Payment }
  /** Money was credited or given back, or it is no payment of this person. */
  | { readonly kind: 'over' };

/**
 * Takes a receipt of a payment from card to card, in the open transaction: its parts are kept, and it is under review, once; more
 * parts are added to the same receipt. Whatever the payment's state was while nothing was credited: who is late, or has cancelled,
 * may have paid. What else was begun on a card for the same order, and has no receipt, ends.
 */
export async function submitReceipt(tenant: Tenant, tx: Tx, sent: SentReceipt): Promise<Submitted> {
  const payment = await lockOwn(tenant, tx, sent);
  if (!payment) return { kind: 'over' };
  const attempt = payment.onCard?.tries ?? 0;
  let added = 0;
  for (const part of sent.parts) added += await insertPart(tenant, tx, { payment, attempt, part });
  const whole = await readWhole(tenant, tx, { paymentId: payment.id, attempt });
  if (added === 0) return { kind: whole.count >= mostParts ? 'full' : 'known', payment };
  const isFirst = !isUnderReview(payment);
  // What is due of it by now (`take-due`) knows when its reviewers are reminded.
  const taken = await writePayment(tenant, tx, payment, {
    receiptType: whole.type,
    receiptText: whole.words,
    receiptImageFileId: whole.fileId,
    ...(isFirst && { status: 'pending', checks: 0, checkAt: new Date(now()), stamps: ['submitted_at'] }),
  });
  if (isFirst) await clearWay(tenant, tx, taken, sent);
  const notBefore = sent.isAlbum ? new Date(now() + albumMs) : undefined;
  await enqueue(tenant, 'card-payment.review', { payment_id: payment.id }, { notBefore });
  return { kind: 'taken', payment: taken, isFirst };
}

/** The payment, locked, if it is this person's and may still be paid. */
async function lockOwn(
  tenant: Tenant,
  tx: Tx,
  { paymentId, userId }: SentReceipt,
): Promise<Payment | undefined> {
  const found = await findPayment(tenant, tx, paymentId);
  if (found?.method !== cardMethod || found.userId !== userId) return undefined;
  const locked = await lockWithPayer(tenant, tx, found);
  if (locked?.payer.status !== 'active') return undefined;
  return takesReceipts(locked.payment) ? locked.payment : undefined;
}

/** The order waits for the review, what competes for it ends, and the payer's message says so. */
async function clearWay(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { openHours }: Pick<SentReceipt, 'openHours'>,
): Promise<void> {
  const { orderId } = payment;
  await followPayment(tenant, payment);
  if (orderId === null) return;
  for (const other of await findOpenPayments(tenant, tx, payment.userId)) {
    const isRival = other.method === cardMethod && other.orderId === orderId && other.id !== payment.id;
    if (isRival && !isUnderReview(other)) await retirePayment(tenant, tx, other);
  }
  await keepOrder(tenant, tx, { orderId, until: new Date(now() + openHours * hourMs) });
}

/** A file is there once an attempt, and so are the same words. */
const insert = `
  insert into card_receipts (bot_id, payment_id, attempt, kind, file_id, file_unique_id, words, reference_numbers)
  select $1::bigint, $2::bigint, $3::integer, $4, $5, $6, $7, $8::text[]
  where (select count(*) from card_receipts where bot_id = $1::bigint and payment_id = $2::bigint and attempt = $3::integer)
      < ${mostParts}
    and not ($4 = 'text' and exists (select 1 from card_receipts
      where bot_id = $1::bigint and payment_id = $2::bigint and attempt = $3::integer and kind = 'text' and words = $7))
  on conflict (bot_id, payment_id, attempt, file_unique_id) where file_unique_id is not null do nothing
  returning id::text`;

async function insertPart(
  { botId }: Tenant,
  tx: Tx,
  about: { readonly payment: Payment; readonly attempt: number; readonly part: ReceiptPart },
): Promise<number> {
  const { payment, attempt, part } = about;
  const { kind, fileId, fileUniqueId, words } = part;
  // The sum that was asked for says nothing about which transfer it was.
  const sums = [payment.amountToman, payment.amountToman * 10].map(String);
  const references = findReferences(words).filter((number) => !sums.includes(number));
  const values = [botId, payment.id, attempt, kind, fileId, fileUniqueId, words, references];
  return (await tx.sql(insert, values)).length;
}

const wholeText = `
  select count(*)::int as count, bool_or(kind <> 'text') as has_file, bool_or(words is not null) as has_words,
    (array_agg(file_id order by id) filter (where file_id is not null))[1] as file_id,
    string_agg(words, chr(10) order by id) as words
  from card_receipts where bot_id = $1 and payment_id = $2 and attempt = $3`;

interface Whole {
  readonly count: number;
  readonly type: 'both' | 'image' | 'text';
  readonly words: string | null;
  readonly fileId: string | null;
}

/** The whole receipt of an attempt, as the payment's row keeps it. */
async function readWhole(
  { botId }: Tenant,
  tx: Tx,
  { paymentId, attempt }: { readonly paymentId: string; readonly attempt: number },
): Promise<Whole> {
  const [row] = await tx.sql<{
    count: number;
    has_file: boolean | null;
    has_words: boolean | null;
    file_id: string | null;
    words: string | null;
  }>(wholeText, [botId, paymentId, attempt]);
  return {
    count: row?.count ?? 0,
    type: row?.has_file !== true ? 'text' : row.has_words === true ? 'both' : 'image',
    words: row?.words ?? null,
    fileId: row?.file_id ?? null,
  };
}
