import { readFlags } from '#services/card-payments/read-flags.js';
import { readVerdict } from '#services/card-payments/read-verdict.js';
import { readReview, type Review, type ReviewedPart } from '#services/card-payments/read-review.js';
import {
  findReviewMessage,
  listReviewMessages,
  notePosted,
  type ReviewMessage,
} from '#services/card-payments/review-messages.js';
import { findLanguage, findReviewer } from '#services/card-payments/reviewers.js';
import { countWaiting, findNeighbours } from '#services/card-payments/waiting-receipts.js';
import { isUnderReview } from '#services/payments/payment.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import { mostInAlbum } from '#platform/telegram/send-limits.js';
import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { editedMessage, placedMessage, placedQuestion } from '../../../outgoing-calls.js';
import { sentAlbum, sentMedia } from '../../../media-calls.js';
import type { OutgoingCall } from '../../../outgoing-calls.js';
import { voiceOf, type Voice } from '../../../voice.js';
import { question } from '../screens/question.js';
import { reviewPlace } from '../place.js';
import { isSuperseded, menus, type Menu, type PagePlace } from '../screens/review-view.js';
import { quoted, reviewScreen } from '../screens/review.js';

/** A message to reviewers, and the call that brings it to its present state. */
export interface ReviewDraft {
  readonly message: ReviewMessage;
  /** Others that the same call posts, after it: the rest of an album. */
  readonly rest: readonly ReviewMessage[];
  readonly call: OutgoingCall;
}

interface Wanted {
  readonly rowId: string;
  /** Where its chat is now. */
  readonly chatId: string;
  /** Name of the reviewer whom it is put to, if it is a question. */
  readonly called?: string | undefined;
  /** Alone, where it could be part of an album. */
  readonly isAlone?: boolean;
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
  const desk = { ...wanted, tenant, tx, voice, message, review };
  if (message.kind === 'part') return partDraft(desk);
  const call = await callOf(desk);
  return call && { message, rest: [], call };
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
  if (message.kind === 'question') return isPosted ? undefined : questionCall(desk);
  // Of a receipt that was decided before any of it could be shown nobody needs to hear.
  const isDecided = !isUnderReview(review.payment) || isSuperseded({ review, attempt: message.attempt });
  const isOver = message.kind === 'review' && isDecided;
  const isUnseen = !isPosted && isOver && (await siblings(desk, 'part')).length === 0;
  return isUnseen ? undefined : showCall(desk);
}

function questionCall({ settings, chatId, called, voice, message, review }: Desk): OutgoingCall {
  const { text, hint } = question(voice, { ...message, called }, review.payment);
  return placedQuestion(reviewPlace(settings, chatId), text, hint);
}

/** A part of a receipt, with those that go with it: before its message, or in reply to it when it came later. */
async function partDraft(desk: Desk): Promise<ReviewDraft | undefined> {
  const { voice, message, review } = desk;
  const part = partOf(desk, message);
  if (message.messageId !== null || !part || !isUnderReview(review.payment)) return undefined;
  const own = await siblings(desk, 'review');
  const place = { ...reviewPlace(desk.settings, desk.chatId), replyTo: own[0] };
  const number = voice.say(voice.texts.reviews.part, { number: review.payment.reference });
  const rest = await albumRest(desk, part);
  if (rest.length > 0) {
    const items = [part, ...rest.map((one) => partOf(desk, one))].filter(
      (one) => one !== undefined && isFile(one),
    );
    return {
      message,
      rest,
      call: sentAlbum(
        place,
        items.map((item, at) => ({ ...item, caption: at === 0 ? number : '' })),
      ),
    };
  }
  const words = part.words === null ? '' : quoted(voice, part.words);
  const caption = [number, words].filter(Boolean).join('\n');
  const call = isFile(part)
    ? sentMedia(place, { ...part, caption })
    : placedMessage(place, { text: caption });
  return { message, rest, call };
}

const partOf = ({ review }: Desk, { receiptId }: ReviewMessage): ReviewedPart | undefined =>
  review.parts.find(({ id }) => id === receiptId);

type FilePart = ReviewedPart & { readonly kind: 'document' | 'image'; readonly fileId: string };

const isFile = (part: ReviewedPart): part is FilePart => part.kind !== 'text' && part.fileId !== null;

/** Other parts of its kind that its chat has not yet: Telegram takes no pictures and files in one album. */
async function albumRest(desk: Desk, part: ReviewedPart): Promise<ReviewMessage[]> {
  if (desk.isAlone || !isFile(part)) return [];
  const waiting = (await besides(desk, 'part')).filter(
    (one) => one.messageId === null && one.lostReason === null && one.id !== desk.message.id,
  );
  return waiting
    .filter((one) => partOf(desk, one)?.kind === part.kind)
    .slice(0, mostInAlbum(desk.chatId) - 1);
}

/** The messages of a kind about the same receipt in the same chat, oldest first. */
async function besides(
  { tenant, tx, message, chatId }: Desk,
  kind: 'part' | 'review',
): Promise<ReviewMessage[]> {
  const all = await listReviewMessages(tenant, tx, message.paymentId);
  return all.filter((one) => one.kind === kind && one.chatId === chatId && one.attempt === message.attempt);
}

/** Numbers of those that are posted. */
const siblings = async (desk: Desk, kind: 'part' | 'review'): Promise<number[]> =>
  (await besides(desk, kind)).flatMap(({ messageId }) => (messageId === null ? [] : [Number(messageId)]));

async function showCall(desk: Desk): Promise<OutgoingCall | undefined> {
  const { tenant, tx, voice, message, review, chatId } = desk;
  const { attempt } = message;
  const all = await listReviewMessages(tenant, tx, message.paymentId);
  const screen = reviewScreen(voice, {
    review,
    attempt,
    menu: (menus as readonly string[]).includes(message.menu) ? (message.menu as Menu) : '',
    page: message.kind === 'page' ? await readPlace(desk) : undefined,
    flags: isUnderReview(review.payment) ? await readFlags(tenant, tx, review.payment.id) : [],
    verdict: isSuperseded({ review, attempt })
      ? await readVerdict(tenant, tx, { payment: review.payment, attempt })
      : undefined,
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
