import { rejectReasons } from '#services/card-payments/reject-payment.js';
import { canUndo } from '#services/card-payments/undo-decision.js';
import { isUnderReview } from '#services/payments/payment-rows.js';
import { inRows, tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { writeTarget } from '../target.js';
import { isOlder, type ReviewView } from './review-view.js';

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

function menuRows(voice: Voice, view: ReviewView): Button[][] {
  const { buttons } = voice.texts.reviews;
  const target = targetOf(view);
  const { payment, payer } = view.review;
  const back = tapButton(buttons.back, 'review-back', target);
  const isWaiting = isUnderReview(payment) && !isOlder(view);
  if (view.menu === 'reasons' && isWaiting) return [...reasonRows(voice, view), [back]];
  if (view.menu === 'block' && payer.status === 'active')
    return [[tapButton(buttons.blockYes, 'review-block-yes', target)], [back]];
  if (view.menu === 'undo' && canUndo(payment))
    return [[tapButton(buttons.undoYes, 'review-undo-yes', target)], [back]];
  const isOpen = isWaiting || (!isOlder(view) && isOpenWithout(view));
  const more = view.menu === 'details' ? back : tapButton(buttons.more, 'review-more', target);
  return inRows([
    isOpen ? tapButton(buttons.approve, 'review-approve', target) : undefined,
    isWaiting ? tapButton(buttons.reject, 'review-reject', target) : undefined,
    isOpen ? tapButton(buttons.sum, 'review-sum', target) : undefined,
    isWaiting ? tapButton(buttons.picture, 'review-picture', target) : undefined,
    isOpen ? more : undefined,
    isOpen && payer.status === 'active' ? tapButton(buttons.block, 'review-block', target) : undefined,
    view.mayUndo && !isOlder(view) && canUndo(payment)
      ? tapButton(buttons.undo, 'review-undo', target)
      : undefined,
  ]);
}

/** No receipt waits, but the money may have come. */
const isOpenWithout = ({ review }: ReviewView): boolean => {
  const { status, transactionId } = review.payment;
  return transactionId === null && (status === 'pending' || status === 'expired' || status === 'cancelled');
};

function reasonRows(voice: Voice, view: ReviewView): Button[][] {
  const { reasons, buttons } = voice.texts.reviews;
  return inRows([
    ...rejectReasons.map((reason) => tapButton(reasons[reason], 'review-because', targetOf(view, reason))),
    tapButton(buttons.words, 'review-words', targetOf(view)),
  ]);
}
