import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Payment } from '../payments/payment.js';
import { findNeighbours } from './waiting-receipts.js';

/** Which message it is: see the migration that makes the table. */
export type ReviewKind = 'copy' | 'page' | 'part' | 'question' | 'review';
/** What a reviewer is asked to type. */
export type AskedWords = 'amount' | 'reason';

/** A message about a receipt. */
export interface ReviewMessage {
  readonly id: string;
  readonly paymentId: string;
  readonly attempt: number;
  readonly kind: ReviewKind;
  readonly chatId: string;
  readonly receiptId: string | null;
  readonly menu: string;
  readonly asks: AskedWords | null;
  readonly askedOf: string | null;
  readonly messageId: string | null;
  readonly lostReason: string | null;
}

/** One that is to be posted. */
export type NewReviewMessage = Pick<ReviewMessage, 'attempt' | 'chatId' | 'kind' | 'paymentId'> &
  Partial<Pick<ReviewMessage, 'askedOf' | 'asks' | 'messageId' | 'receiptId'>>;

const columns = `id::text, payment_id::text as "paymentId", attempt, kind, chat_id::text as "chatId", receipt_id::text as "receiptId",
  menu, asks, asked_of::text as "askedOf", message_id::text as "messageId", lost_reason as "lostReason"`;

const insert = `
  insert into card_review_messages (bot_id, payment_id, attempt, kind, chat_id, receipt_id, asks, asked_of, message_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict do nothing
  returning ${columns}`;

/** Remembers a message; undefined: it is there already. It is posted by `putReview`. */
export async function addReviewMessage(
  { botId }: Tenant,
  tx: Tx,
  fresh: NewReviewMessage,
): Promise<ReviewMessage | undefined> {
  const { paymentId, attempt, kind, chatId, receiptId, asks, askedOf, messageId } = fresh;
  const [row] = await tx.sql<ReviewMessage>(insert, [
    ...[botId, paymentId, attempt, kind, chatId, receiptId ?? null],
    ...[asks ?? null, askedOf ?? null, messageId ?? null],
  ]);
  return row;
}

/**
 * Brings a message to its present state, once the transaction is committed: it is posted, or edited. `called`: the name of the reviewer
 * whom a question is put to.
 */
export const putReview = (
  tenant: Tenant,
  { id, chatId, called }: Pick<ReviewMessage, 'chatId' | 'id'> & { readonly called?: string },
): Promise<void> =>
  enqueue(tenant, 'card-review.put', { chat_id: chatId, row_id: id, ...(called && { called }) });

const byId = `select ${columns} from card_review_messages where bot_id = $1 and id = $2`;

/** A message by the number of its row. */
export async function findReviewMessage(
  { botId }: Tenant,
  tx: Tx,
  id: string,
): Promise<ReviewMessage | undefined> {
  return (await tx.sql<ReviewMessage>(byId, [botId, id]))[0];
}

const byPlace = `select ${columns} from card_review_messages where bot_id = $1 and chat_id = $2 and message_id = $3`;

/** The message that has this number in this chat. */
export async function findReviewAt(
  { botId }: Tenant,
  tx: Tx,
  { chatId, messageId }: { readonly chatId: string; readonly messageId: number },
): Promise<ReviewMessage | undefined> {
  return (await tx.sql<ReviewMessage>(byPlace, [botId, chatId, messageId]))[0];
}

// A tap and the note of the number that its message has may come at the same moment: what is done first counts for the other.
const oneByOne = `
  select pg_advisory_xact_lock(
    hashtextextended('message ' || $3::bigint || ' to reviewers of bot ' || $1::bigint || ' in ' || $2::bigint, 0))`;

/**
 * The message that was tapped, as it is remembered. One whose number is not known is remembered as a copy from now on: it is noted later
 * (`notePosted`), or was lost in a crash.
 */
export async function rememberTapped(
  tenant: Tenant,
  tx: Tx,
  tapped: {
    readonly attempt: number;
    readonly chatId: string;
    readonly messageId: number;
    readonly paymentId: string;
  },
): Promise<ReviewMessage | undefined> {
  const { chatId, messageId } = tapped;
  const known = await findReviewAt(tenant, tx, tapped);
  // A copy may give way to the message that is noted, at any moment.
  if (known && known.kind !== 'copy') return known;
  await tx.sql(oneByOne, [tenant.botId, chatId, messageId]);
  return (
    (await findReviewAt(tenant, tx, tapped)) ??
    addReviewMessage(tenant, tx, { ...tapped, kind: 'copy', messageId: String(messageId) })
  );
}

const ofPayment = `select ${columns} from card_review_messages where bot_id = $1 and payment_id = $2
  order by card_review_messages.id`;

/** All messages about a payment's receipts, oldest first. */
export const listReviewMessages = ({ botId }: Tenant, tx: Tx, paymentId: string): Promise<ReviewMessage[]> =>
  tx.sql<ReviewMessage>(ofPayment, [botId, paymentId]);

/** The attempt that a payment stands at: whose receipt waits, or was decided about last. */
export const attemptOf = ({ status, onCard }: Payment): number => {
  const tries = onCard?.tries ?? 0;
  return status === 'failed' ? Math.max(0, tries - 1) : tries;
};

/**
 * Every message that shows a payment's present receipt with buttons is brought to its present state, in the open transaction. Those about
 * earlier ones go on saying what was decided then.
 */
export async function refreshReviews(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  const attempt = attemptOf(payment);
  for (const message of await listReviewMessages(tenant, tx, payment.id)) {
    const { kind, lostReason } = message;
    const isShown =
      kind === 'page' || (message.attempt === attempt && (kind === 'review' || kind === 'copy'));
    if (isShown && lostReason === null) await putReview(tenant, message);
  }
}

const pagesOf = `select ${columns} from card_review_messages
  where bot_id = $1 and payment_id = any($2::bigint[]) and kind = 'page' and message_id is not null
  order by card_review_messages.id desc limit 10`;

/** Pages of /receipts that show what waits right before or after a payment are brought to their present state: their buttons lead there. */
export async function refreshPagesBeside(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  const { next, last } = await findNeighbours(tenant, tx, payment.id);
  const beside = [next, last].filter((id) => id !== undefined);
  if (beside.length === 0) return;
  for (const page of await tx.sql<ReviewMessage>(pagesOf, [tenant.botId, beside]))
    await putReview(tenant, page);
}

const change = `
  update card_review_messages set payment_id = $3, attempt = $4, menu = $5, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** A message shows another menu, or as a page another payment, from now on. */
export async function turnReview(
  tenant: Tenant,
  tx: Tx,
  { id, chatId }: Pick<ReviewMessage, 'chatId' | 'id'>,
  shown: Pick<ReviewMessage, 'attempt' | 'menu' | 'paymentId'>,
): Promise<void> {
  await tx.sql(change, [tenant.botId, id, shown.paymentId, shown.attempt, shown.menu]);
  await putReview(tenant, { id, chatId });
}

// Somebody may have tapped it before we knew its number: then it was remembered as a copy.
const clear = `
  delete from card_review_messages where bot_id = $1 and chat_id = $3 and message_id = $4 and id <> $2
  returning payment_id, attempt, menu`;
const post = `
  update card_review_messages set chat_id = $3, message_id = $4, lost_reason = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** A message was posted, or was posted anew in place of one that is gone. What an early tap on it chose, it shows then. */
export async function notePosted(
  tenant: Tenant,
  tx: Tx,
  {
    id,
    chatId,
    messageId,
  }: { readonly id: string; readonly chatId: string; readonly messageId: number | null },
): Promise<void> {
  const { botId } = tenant;
  const values = [botId, id, chatId, messageId];
  if (messageId === null) {
    await tx.sql(post, values);
    return;
  }
  await tx.sql(oneByOne, [botId, chatId, messageId]);
  const [tapped] = await tx.sql<{ payment_id: string; attempt: number; menu: string }>(clear, values);
  await tx.sql(post, values);
  if (!tapped) return;
  const { payment_id: paymentId, attempt, menu } = tapped;
  await turnReview(tenant, tx, { id, chatId }, { paymentId, attempt, menu });
}

const lose = `
  update card_review_messages set lost_reason = $3, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

/** A message cannot be posted. */
export async function noteLost(
  { botId }: Tenant,
  tx: Tx,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<void> {
  await tx.sql(lose, [botId, id, reason.slice(0, 500)]);
}

const forget = 'delete from card_review_messages where bot_id = $1 and id = $2';

/** A question was answered. */
export async function forgetReviewMessage({ botId }: Tenant, tx: Tx, id: string): Promise<void> {
  await tx.sql(forget, [botId, id]);
}
