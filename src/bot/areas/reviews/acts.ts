import { PermanentError } from '#platform/errors.js';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { blockPayer } from '#services/card-payments/block-payer.js';
import { byReviewer, type Decision } from '#services/card-payments/decision.js';
import { askPicture, rejectPayment, rejectReasons } from '#services/card-payments/reject-payment.js';
import { listParts } from '#services/card-payments/read-review.js';
import { turnReview } from '#services/card-payments/review-messages.js';
import { undoDecision } from '#services/card-payments/undo-decision.js';
import { cardMethod } from '#services/payments/on-card.js';
import { findPayment } from '#services/payments/find-payment.js';
import { isUnderReview, type Payment } from '#services/payments/payment.js';
import { sentMedia } from '../../media-calls.js';
import { enqueueCalls, numberedChat } from '../../outgoing-calls.js';
import { reviewPlace } from './place.js';
import type { Menu } from './screens/review-view.js';
import { putTapped, tappedMessage, type ReviewScene } from './scene.js';
import { readTarget, type ReviewTarget } from './target.js';

/** What the reviewer hears of a tap; undefined: nothing, the message says it. `stale`: the button means nothing. */
export type Heard = { readonly say: string; readonly isAlert?: true } | 'stale' | undefined;

/** What a button of a review does. */
type Act = (scene: ReviewScene, target: ReviewTarget, payment: Payment) => Promise<Heard>;

/** Runs what a button does, whose argument may be anything; of a payment that the bot has not, nothing. */
export async function runAct(scene: ReviewScene, name: ReviewActName, argument: string): Promise<Heard> {
  const target = readTarget(argument);
  const payment = target && (await findPayment(scene.tenant, scene.tx, target.paymentId));
  if (!target || payment?.method !== cardMethod) return 'stale';
  // Remembered before anything is decided, so that this message says it, too.
  await tappedMessage(scene, target);
  return reviewActs[name](scene, target, payment);
}

/** Tells the reviewer what became of a decision. */
async function tell(
  scene: ReviewScene,
  target: ReviewTarget,
  decision: Decision,
  done: string,
): Promise<Heard> {
  const { alerts } = scene.voice.texts.reviews;
  if (decision.kind === 'done') return { say: done };
  await putTapped(scene, target);
  return { say: isUnderReview(decision.payment) ? alerts.moved : alerts.decided, isAlert: true };
}

/** Approves with a sum, or with what was asked for. */
async function approve(scene: ReviewScene, target: ReviewTarget, amountToman?: number): Promise<Heard> {
  const { tenant, tx, reviewer, voice } = scene;
  const { paymentId, attempt } = target;
  const { alerts } = voice.texts.reviews;
  try {
    const approval = { paymentId, attempt, ...byReviewer(reviewer), amountToman };
    return await tell(scene, target, await approvePayment(tenant, tx, approval), alerts.approved);
  } catch (error) {
    // Nothing was written: a deleted person has no wallet.
    if (error instanceof PermanentError && error.code === 'payment.not_open')
      return { say: alerts.payerGone, isAlert: true };
    throw error;
  }
}

/** The tapped message shows another menu. */
const turnTo =
  (menu: Menu): Act =>
  async (scene, target) => {
    const message = await tappedMessage(scene, target);
    if (!message) return 'stale';
    const { paymentId, attempt } = target;
    await turnReview(scene.tenant, scene.tx, message, { paymentId, attempt, menu });
    return undefined;
  };

const ask =
  (asks: 'amount' | 'reason'): Act =>
  async (scene, target, payment) => {
    await scene.ask(asks, target, payment);
    return { say: scene.voice.texts.reviews.alerts.asked };
  };

/** The most that can be approved, in toman. */
export const mostToman = 1_000_000_000;

/** What the buttons of a review do, by their names. */
const reviewActs = {
  'review-approve': (scene, target) => approve(scene, target),
  'review-back': turnTo(''),
  'review-because': async (scene, target) => {
    const reason = rejectReasons.find((one) => one === target.rest);
    if (reason === undefined) return 'stale';
    const { paymentId, attempt } = target;
    const openHours = scene.settings.values.payment_open_hours;
    const rejection = { paymentId, attempt, ...byReviewer(scene.reviewer), reason, openHours };
    const decision = await rejectPayment(scene.tenant, scene.tx, rejection);
    return tell(scene, target, decision, scene.voice.texts.reviews.alerts.rejected);
  },
  'review-block': turnTo('block'),
  'review-block-yes': async (scene, target, payment) => {
    const { tenant, tx, reviewer, voice } = scene;
    const { alerts } = voice.texts.reviews;
    const isDone = await blockPayer(tenant, tx, { payment, reviewer });
    await turnTo('')(scene, target, payment);
    return { say: isDone ? alerts.blocked : alerts.blockedBefore };
  },
  'review-more': turnTo('details'),
  'review-parts': async ({ tenant, tx, settings, voice, chatId, messageId }, { paymentId, attempt }) => {
    const place = { ...reviewPlace(settings, chatId), replyTo: messageId };
    const parts = (await listParts(tenant, tx, paymentId)).filter((part) => part.attempt === attempt);
    const calls = parts.flatMap(({ kind, fileId }) =>
      kind === 'text' || fileId === null
        ? []
        : [{ ...sentMedia(place, { kind, fileId, caption: '' }), lost: voice.texts.reviews.partLost }],
    );
    await enqueueCalls(tenant, numberedChat(chatId, settings), calls);
    return undefined;
  },
  'review-picture': async (scene, target) => {
    const { paymentId, attempt } = target;
    const openHours = scene.settings.values.payment_open_hours;
    const wish = { paymentId, attempt, ...byReviewer(scene.reviewer), openHours };
    const decision = await askPicture(scene.tenant, scene.tx, wish);
    return tell(scene, target, decision, scene.voice.texts.reviews.alerts.pictureWanted);
  },
  'review-reject': turnTo('reasons'),
  'review-sum': ask('amount'),
  'review-sum-yes': async (scene, target) => {
    const amountToman = /^[1-9]\d{0,9}$/.test(target.rest) ? Number(target.rest) : 0;
    return amountToman > 0 && amountToman <= mostToman ? approve(scene, target, amountToman) : 'stale';
  },
  'review-undo': (scene, target, payment) =>
    scene.reviewer.isOwner
      ? turnTo('undo')(scene, target, payment)
      : Promise.resolve({ say: scene.voice.texts.reviews.alerts.ownersOnly, isAlert: true }),
  'review-undo-yes': async (scene, target) => {
    const { tenant, tx, reviewer, voice } = scene;
    const { alerts } = voice.texts.reviews;
    if (!reviewer.isOwner) return { say: alerts.ownersOnly, isAlert: true };
    const undo = { paymentId: target.paymentId, attempt: target.attempt, ...byReviewer(reviewer) };
    const { kind } = await undoDecision(tenant, tx, undo);
    if (kind === 'undone') return { say: alerts.undone };
    await putTapped(scene, target);
    return { say: kind === 'too_late' ? alerts.tooLate : alerts.nothing, isAlert: true };
  },
  'review-words': ask('reason'),
} as const satisfies Readonly<Record<string, Act>>;

/** The names of those buttons. */
export type ReviewActName = keyof typeof reviewActs;

/** Is it the name of one? */
export const isReviewAct = (name: string): name is ReviewActName => Object.hasOwn(reviewActs, name);
