import { log } from '#platform/log.js';
import {
  addReviewMessage,
  listReviewMessages,
  putReview,
  refreshReviews,
  type ReviewMessage,
} from '#services/card-payments/review-messages.js';
import { listParts, type ReviewedPart } from '#services/card-payments/read-review.js';
import { findReviewers } from '#services/notices/find-reviewers.js';
import { notify } from '#services/notices/notify.js';
import { findPayment } from '#services/payments/find-payment.js';
import { isUnderReview } from '#services/payments/payment.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

interface Wanted {
  readonly paymentId: string;
  readonly settings: BotSettings;
}

/**
 * Puts a receipt that is under review before the reviewers of its bot, in the open transaction: in the review chat, or where there is
 * none that takes messages before each of them. Again, it adds what came since, as replies; and the message itself says what is known by now.
 */
export async function requestReview(tenant: Tenant, tx: Tx, { paymentId, settings }: Wanted): Promise<void> {
  const payment = await findPayment(tenant, tx, paymentId);
  if (!payment || !isUnderReview(payment)) return;
  const attempt = payment.onCard?.tries ?? 0;
  const all = await listReviewMessages(tenant, tx, paymentId);
  const messages = all.filter((one) => one.attempt === attempt);
  if (messages.length === 0) await putEarlier(tenant, all, attempt);
  const parts = (await listParts(tenant, tx, paymentId)).filter((part) => part.attempt === attempt);
  const chats = await findChats(tenant, tx, { messages, settings });
  if (chats.length === 0)
    log.warn({ payment: paymentId }, 'nobody can be shown a receipt; see docs/reviewing.md');
  let isThere = false;
  for (const chatId of chats) {
    const there = messages.filter((one) => one.chatId === chatId);
    isThere = (await putIn(tenant, tx, { paymentId, attempt, chatId, there, parts })) || isThere;
  }
  if (isThere) await refreshReviews(tenant, tx, payment);
}

/** What an earlier receipt's message offered, such as to undo its rejection, is over once another came. */
async function putEarlier(tenant: Tenant, all: readonly ReviewMessage[], attempt: number): Promise<void> {
  for (const one of all) {
    const isShown = (one.kind === 'review' || one.kind === 'copy') && one.attempt === attempt - 1;
    if (isShown && one.messageId !== null) await putReview(tenant, one);
  }
}

/** The review chat, or where it did not take this receipt each reviewer's own; they hear why. */
async function findChats(
  tenant: Tenant,
  tx: Tx,
  { messages, settings }: { readonly messages: readonly ReviewMessage[]; readonly settings: BotSettings },
): Promise<string[]> {
  const { adminChatId } = settings;
  const lost = messages.find(({ chatId, kind, lostReason }) => {
    return chatId === adminChatId && kind === 'review' && lostReason !== null;
  });
  if (adminChatId !== undefined && !lost) return [adminChatId];
  await notify(tenant, tx, {
    kind: 'review_chat_trouble',
    about: { chat_id: adminChatId ?? null, reason: lost?.lostReason ?? '' },
  });
  return (await findReviewers(tenant, tx)).map(({ chatId }) => chatId);
}

interface Place {
  readonly paymentId: string;
  readonly attempt: number;
  readonly chatId: string;
  readonly there: readonly ReviewMessage[];
  readonly parts: readonly ReviewedPart[];
}

/** The parts that a chat has not yet, then the message with the buttons; true: it has that already. */
async function putIn(tenant: Tenant, tx: Tx, place: Place): Promise<boolean> {
  const { paymentId, attempt, chatId, there, parts } = place;
  const review = there.find(({ kind }) => kind === 'review');
  const isPosted = review !== undefined && review.messageId !== null;
  const shown = new Set(there.map(({ receiptId }) => receiptId));
  const missing = parts.filter(({ id }) => !shown.has(id));
  for (const { id: receiptId, kind } of missing) {
    const added = await addReviewMessage(tenant, tx, { kind: 'part', paymentId, attempt, chatId, receiptId });
    // The message itself has the words that came before it.
    if (added && (kind !== 'text' || isPosted)) await putReview(tenant, added);
  }
  if (review) return isPosted;
  const added = await addReviewMessage(tenant, tx, { kind: 'review', paymentId, attempt, chatId });
  if (added) await putReview(tenant, added);
  return false;
}
