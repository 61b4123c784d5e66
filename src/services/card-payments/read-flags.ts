import { dayOf } from '#platform/calendar.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPayment } from '../payments/find-payment.js';
import type { Payment } from '../payments/payment.js';
import { demandOnCard } from './decision.js';
import { findSameFiles, findSameReferences, type LookedAt, type PointedPayment } from './find-copies.js';
import { findPictures } from './find-pictures.js';
import { amountsIn, dayIn, isReference } from './read-words.js';

/**
 * Something in a receipt that a reviewer should look at; `payments` are those that it points to, the newest five.
 * `same_file`: the very file was sent before. `same_picture`: the same picture, compressed or scaled anew. `alike_picture`: the same
 * cut, or another of the same look, with the same sum. `same_reference`: a number of it was named before. `rejected_often`: so many
 * receipts of the person were rejected in half a year. `amount_differs`: its words name other sums. `older_receipt`: its words name
 * a day (YYYY-MM-DD) before the payment began.
 */
export type Flag = (
  | { readonly kind: 'alike_picture' | 'same_file' | 'same_picture' | 'same_reference' }
  | { readonly kind: 'rejected_often'; readonly rejections: number }
  | { readonly kind: 'amount_differs'; readonly saidToman: readonly number[] }
  | { readonly kind: 'older_receipt'; readonly day: string }
) & { readonly payments: readonly PointedPayment[] };

export type FlagKind = Flag['kind'];

interface ReceiptWords {
  readonly words: string | null;
  readonly numbers: string[];
}

/** Banks of Iran write the day of Iran. */
const bankZone = 'Asia/Tehran';
const manyRejections = 3;

const wordsText = `
  select words, reference_numbers as numbers from card_receipts
  where bot_id = $1 and payment_id = $2 and attempt = $3 order by id`;
const rejectionsText = `
  select tries - picture_asks as tries, id::text as "paymentId", tracking_number as "trackingNumber", status,
    refunded_at is not null as "isUndone", reject_reason as "rejectReason",    amount_toman::float8 as "amountToman", true as "isOwn", created_at as "createdAt"
  from card_to_card_payments
  where bot_id = $1 and user_id = $2 and tries > picture_asks and created_at > now() - interval '180 days' order by id desc limit 50`;

/**
 * What a reviewer should know of the receipt of a payment from card to card, the strongest first: looked up anew each time, so that
 * whichever of two like receipts came first, both say so. A hint, never a decision. Throws PermanentError `payment.unknown`.
 */
export async function readFlags(tenant: Tenant, tx: Tx, paymentId: string): Promise<Flag[]> {
  const payment = demandOnCard(await findPayment(tenant, tx, paymentId));
  const { userId, amountToman, reference: trackingNumber, onCard } = payment;
  if (!onCard) throw new PermanentError('payment.unknown');
  const looked = { paymentId: payment.id, userId, attempt: onCard.tries };
  const parts = await tx.sql<ReceiptWords>(wordsText, [tenant.botId, payment.id, onCard.tries]);
  const words = parts.map((part) => part.words ?? '').join('\n');
  const numbers = [...new Set(parts.flatMap((part) => part.numbers))].filter((digits) =>
    isReference(digits, { amountToman, trackingNumber }),
  );
  return [
    ...(await flagCopies(tenant, tx, { ...looked, amountToman })),
    ...flagged('same_reference', await findSameReferences(tenant, tx, { ...looked, numbers })),
    ...flagWords(payment, words),
    ...(await flagRejections(tenant, tx, userId)),
  ];
}

const flagged = <K extends FlagKind>(kind: K, payments: readonly PointedPayment[]) =>
  payments.length === 0 ? [] : [{ kind, payments }];

/** A payment is named by the strongest of its likenesses alone. */
async function flagCopies(
  tenant: Tenant,
  tx: Tx,
  looked: LookedAt & { readonly amountToman: number },
): Promise<Flag[]> {
  const files = await findSameFiles(tenant, tx, looked);
  const known = new Set(files.map(({ paymentId }) => paymentId));
  const { same, alike } = await findPictures(tenant, tx, looked);
  const rest = (payments: readonly PointedPayment[]): PointedPayment[] =>
    payments.filter(({ paymentId }) => !known.has(paymentId));
  return [
    ...flagged('same_file', files),
    ...flagged('same_picture', rest(same)),
    ...flagged('alike_picture', rest(alike)),
  ];
}

function flagWords({ amountToman, createdAt }: Payment, words: string): Flag[] {
  const saidToman = amountsIn(words);
  const day = dayIn(words);
  return [
    ...(saidToman.length > 0 && !saidToman.includes(amountToman)
      ? [{ kind: 'amount_differs' as const, saidToman, payments: [] }]
      : []),
    ...(day !== undefined && day < dayOf(createdAt.getTime(), bankZone)
      ? [{ kind: 'older_receipt' as const, day, payments: [] }]
      : []),
  ];
}

async function flagRejections({ botId }: Tenant, tx: Tx, userId: string): Promise<Flag[]> {
  const rows = await tx.sql<PointedPayment & { readonly tries: number }>(rejectionsText, [botId, userId]);
  const rejections = rows.reduce((sum, { tries }) => sum + tries, 0);
  if (rejections < manyRejections) return [];
  const payments = rows.slice(0, 5).map(({ tries: _tries, ...payment }) => payment);
  return [{ kind: 'rejected_often', rejections, payments }];
}
