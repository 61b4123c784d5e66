import { rejectReasons } from '#services/card-payments/reject-payment.js';
import { canUndo } from '#services/card-payments/undo-decision.js';
import { isUnderReview } from '#services/payments/payment.js';
import { inRows, tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { writeTarget } from '../target.js';
import { isSuperseded, type ReviewView } from './review-view.js';

/** The buttons below a receipt. Each can succeed as things are; an old one is answered with the reason. */
export function reviewKeyboard(voice: Voice, view: ReviewView): Button[][] {
  const { buttons } = voice.texts.reviews;
  const { page, review, menu } = view;
  const target = targetOf(view);
  const turning = page && [
    page.last === undefined ? undefined : tapButton(buttons.last, 'review-page', page.last),
    page.next === undefined ? undefined : tapButton(buttons.next, 'review-page', page.next),
  ];
  const hasFiles = review.parts.some((part) => part.attempt === view.attempt && part.kind !== 'text');
  return [
    ...menuRows(voice, view),
    ...(page && hasFiles && menu === '' ? [[tapButton(buttons.parts, 'review-parts', target)]] : []),
    ...(turning && menu === '' ? inRows(turning) : []),
  ];
}

const targetOf = ({ review, attempt }: ReviewView, rest = ''): string =>
  writeTarget({ paymentId: review.payment.id, attempt, rest });

/** What can be done with what a message shows, as things are. */
interface Can {
  /** A receipt waits. */
  readonly reject: boolean;
  /** The money may have come, whether or not a receipt waits. */
  readonly approve: boolean;
  readonly undo: boolean;
  readonly block: boolean;
}

function readCan(view: ReviewView): Can {
  const { payment, payer } = view.review;
  const { status, transactionId } = payment;
  const isOpen = status === 'pending' || status === 'expired' || status === 'cancelled';
  const isPresent = !isSuperseded(view);
  return {
    reject: isPresent && isUnderReview(payment),
    approve: isPresent && isOpen && transactionId === null,
    undo: isPresent && canUndo(payment),
    block: payer.status === 'active',
  };
}

function menuRows(voice: Voice, view: ReviewView): Button[][] {
  const { buttons } = voice.texts.reviews;
  const target = targetOf(view);
  const can = readCan(view);
  const back = tapButton(buttons.back, 'review-back', target);
  if (view.menu === 'reasons' && can.reject) return [...reasonRows(voice, view), [back]];
  if (view.menu === 'block' && can.block)
    return [[tapButton(buttons.blockYes, 'review-block-yes', target)], [back]];
  if (view.menu === 'undo' && can.undo)
    return [[tapButton(buttons.undoYes, 'review-undo-yes', target)], [back]];
  if (can.approve) return inRows(openButtons(voice, view, can));
  return can.undo && view.mayUndo ? [[tapButton(buttons.undo, 'review-undo', target)]] : [];
}

function openButtons(voice: Voice, view: ReviewView, can: Can): (Button | undefined)[] {
  const { buttons } = voice.texts.reviews;
  const target = targetOf(view);
  return [
    tapButton(buttons.approve, 'review-approve', target),
    can.reject ? tapButton(buttons.reject, 'review-reject', target) : undefined,
    tapButton(buttons.sum, 'review-sum', target),
    can.reject ? tapButton(buttons.picture, 'review-picture', target) : undefined,
    view.menu === 'details'
      ? tapButton(buttons.back, 'review-back', target)
      : tapButton(buttons.more, 'review-more', target),
    can.block ? tapButton(buttons.block, 'review-block', target) : undefined,
  ];
}

function reasonRows(voice: Voice, view: ReviewView): Button[][] {
  const { reasons, buttons } = voice.texts.reviews;
  return inRows([
    ...rejectReasons.map((reason) => tapButton(reasons[reason], 'review-because', targetOf(view, reason))),
    tapButton(buttons.words, 'review-words', targetOf(view)),
  ]);
}
