import { readFlags } from '#services/card-payments/read-flags.js';
import { readReview, type Review } from '#services/card-payments/read-review.js';
import {
  findReviewMessage,
  listReviewMessages,
  notePosted,
  type ReviewMessage,
} from '#services/card-payments/review-messages.js';
import { findLanguage, findReviewer } from '#services/card-payments/reviewers.js';
import { countWaiting, findNeighbours } from '#services/card-payments/waiting-receipts.js';
import { isUnderReview } from '#services/payments/payment-rows.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { editedMessage, placedFile, placedMessage, placedQuestion } from '../../../outgoing-calls.js';
import type { OutgoingCall } from '../../../outgoing-calls.js';
import { voiceOf, type Voice } from '../../../voice.js';
import { question } from '../screens/question.js';
import { reviewPlace } from '../place.js';
import { menus, type Menu, type PagePlace } from '../screens/review-view.js';
import { quoted, reviewScreen } from '../screens/review.js';

/** A message to reviewers, and the call that brings it to its present state. */
export interface ReviewDraft {
  readonly message: ReviewMessage;
  readonly call: OutgoingCall;
}

interface Wanted {
  readonly rowId: string;
  /** Where its chat is now. */
  readonly chatId: string;
  readonly settings: BotSettings;
  readonly vault: Vault;
}

interface Desk extends Wanted {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly voice: Voice;
  readonly message: ReviewMessage;
  readonly review: Review;
}

/** What a message to reviewers must become now; undefined: it is as it must be, or nobody needs it any more. */
export async function draftReview(tenant: Tenant, tx: Tx, wanted: Wanted): Promise<ReviewDraft | undefined> {
  const message = await moveAlong(tenant, tx, wanted);
  if (!message || message.lostReason !== null) return undefined;
  const review = await readReview(tenant, tx, { paymentId: message.paymentId, vault: wanted.vault });
  if (!review) return undefined;
  const voice = await voiceFor(tenant, tx, wanted);
  const call = await callOf({ ...wanted, tenant, tx, voice, message, review });
  return call && { message, call };
}

/** The row; after its group became a supergroup the message is not there any more. */
async function moveAlong(
  tenant: Tenant,
  tx: Tx,
  { rowId, chatId }: Wanted,
): Promise<ReviewMessage | undefined> {
  const message = await findReviewMessage(tenant, tx, rowId);
  if (!message || message.chatId === chatId) return message;
  await notePosted(tenant, tx, { id: rowId, chatId, messageId: null });
  return { ...message, chatId, messageId: null };
}

/** In private each reviewer reads their own language, in a group the bot's. */
async function voiceFor(tenant: Tenant, tx: Tx, { chatId, settings }: Wanted): Promise<Voice> {
  const own = isPrivate(chatId) ? await findLanguage(tenant, tx, chatId) : undefined;
  return voiceOf(own ?? settings.defaultLanguage, settings.values.time_zone);
}

const isPrivate = (chatId: string): boolean => !chatId.startsWith('-');

async function callOf(desk: Desk): Promise<OutgoingCall | undefined> {
  const { message, review } = desk;
  const isPosted = message.messageId !== null;
  if (message.kind === 'part') return isPosted ? undefined : partCall(desk);
  if (message.kind === 'question') return isPosted ? undefined : questionCall(desk);
  // Of a receipt that was decided before it could be shown nobody needs to hear.
  const isOver = message.kind === 'review' && !isUnderReview(review.payment);
  return !isPosted && isOver ? undefined : showCall(desk);
}

function questionCall({ settings, chatId, voice, message, review }: Desk): OutgoingCall {
  const { text, hint } = question(voice, message, review.payment);
  return placedQuestion(reviewPlace(settings, chatId), text, hint);
}

/** A part of a receipt: before its message, or in reply to it when it came later. */
async function partCall(desk: Desk): Promise<OutgoingCall | undefined> {
  const { voice, message, review } = desk;
  const part = review.parts.find(({ id }) => id === message.receiptId);
  if (!part || !isUnderReview(review.payment)) return undefined;
  const own = await siblings(desk, 'review');
  const place = { ...reviewPlace(desk.settings, desk.chatId), replyTo: own[0] };
  const number = voice.say(voice.texts.reviews.part, { number: review.payment.reference });
  const words = part.words === null ? '' : quoted(voice, part.words);
  const caption = [number, words].filter(Boolean).join('\n');
  const { kind, fileId } = part;
  return kind === 'text' || fileId === null
    ? placedMessage(place, { text: caption })
    : placedFile(place, { kind, fileId, caption });
}

/** Numbers of other messages about the same receipt in the same chat. */
async function siblings({ tenant, tx, message, chatId }: Desk, kind: 'part' | 'review'): Promise<number[]> {
  const all = await listReviewMessages(tenant, tx, message.paymentId);
  return all
    .filter((one) => one.kind === kind && one.chatId === chatId && one.attempt === message.attempt)
    .flatMap(({ messageId }) => (messageId === null ? [] : [Number(messageId)]));
}

async function showCall(desk: Desk): Promise<OutgoingCall | undefined> {
  const { tenant, tx, voice, message, review, chatId } = desk;
  const all = await listReviewMessages(tenant, tx, message.paymentId);
  const screen = reviewScreen(voice, {
    review,
    attempt: message.attempt,
    menu: (menus as readonly string[]).includes(message.menu) ? (message.menu as Menu) : '',
    page: message.kind === 'page' ? await readPlace(desk) : undefined,
    flags: isUnderReview(review.payment) ? await readFlags(tenant, tx, review.payment.id) : [],
    mayUndo: await mayUndo(tenant, tx, chatId),
    isPartLost: all.some((one) => one.kind === 'part' && one.chatId === chatId && one.lostReason !== null),
  });
  if (message.messageId !== null) return editedMessage(chatId, Number(message.messageId), screen)[0];
  const replyTo = message.kind === 'review' ? (await siblings(desk, 'part'))[0] : undefined;
  return placedMessage({ ...reviewPlace(desk.settings, desk.chatId), replyTo }, screen);
}

async function readPlace({ tenant, tx, message, review }: Desk): Promise<PagePlace> {
  const { count } = await countWaiting(tenant, tx);
  const { before, last, next } = await findNeighbours(tenant, tx, message.paymentId);
  const at = isUnderReview(review.payment) ? before + 1 : before;
  return { at, count, last, next };
}

/** In a group the button stands for its owners; in private only owners have it. */
async function mayUndo(tenant: Tenant, tx: Tx, chatId: string): Promise<boolean> {
  if (!isPrivate(chatId)) return true;
  return (await findReviewer(tenant, tx, { telegramId: chatId, name: '' }))?.isOwner ?? false;
}
