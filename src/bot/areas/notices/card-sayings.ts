import { countWaiting } from '#services/card-payments/waiting-receipts.js';
import { findPayment } from '#services/payments/find-payment.js';
import { isUnderReview, type Payment } from '#services/payments/payment.js';
import { paragraphs, tapButton, type Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import { reasonOf } from '../cards/screens/reject-reason.js';
import type { Saying } from './saying.js';

const numberOf = (voice: Voice, { reference }: Payment): string => voice.isolate(reference);

/** The time in which a receipt can be sent is nearly over. */
export const sayCardPaymentEnds: Saying<'card_payment_ends'> = async ({ tenant, tx }, { payment_id }) => {
  const payment = await findPayment(tenant, tx, payment_id);
  if (payment?.status !== 'pending' || payment.onCard?.submittedAt) return undefined;
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.cards.ends, {
        number: numberOf(voice, payment),
        time: voice.time(payment.expiresAt),
      }),
      keyboard: [[tapButton(voice.texts.cards.buttons.send, 'receipt', payment.id)]],
    }),
  };
};

/** A receipt was rejected. */
export const sayReceiptRejected: Saying<'receipt_rejected'> = async ({ tenant, tx }, { payment_id }) => {
  const payment = await findPayment(tenant, tx, payment_id);
  if (payment?.status !== 'failed') return undefined;
  return {
    screen: (voice): Screen => ({
      text: paragraphs(
        voice.say(voice.texts.notices.cards.rejected, {
          number: numberOf(voice, payment),
          reason: { html: reasonOf(voice, payment) },
        }),
        voice.texts.notices.cards.again,
      ),
      keyboard: [[tapButton(voice.texts.cards.buttons.another, 'receipt', payment.id)]],
    }),
  };
};

/** A better picture of a receipt is wanted. */
export const sayPictureWanted: Saying<'picture_wanted'> = async ({ tenant, tx }, { payment_id }) => {
  const payment = await findPayment(tenant, tx, payment_id);
  if (payment?.status !== 'failed') return undefined;
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.cards.pictureWanted, { number: numberOf(voice, payment) }),
      keyboard: [[tapButton(voice.texts.payments.buttons.payments, 'payment', payment.id)]],
    }),
  };
};

/** An approval was taken back, with what was left of the money and what was bought with it. */
export const sayApprovalUndone: Saying<'approval_undone'> = async ({ tenant, tx }, about) => {
  const { payment_id, taken_toman, is_sale_reversed = false } = about;
  const payment = await findPayment(tenant, tx, payment_id);
  if (payment?.status !== 'refunded') return undefined;
  const takenToman = taken_toman ?? payment.creditedToman ?? payment.amountToman;
  return {
    screen: (voice): Screen => {
      const words = voice.texts.notices.cards.approvalUndone;
      const sentences = [
        voice.say(words.head, { number: numberOf(voice, payment) }),
        takenToman > 0 && voice.say(words.taken, { amount: voice.toman(takenToman) }),
        is_sale_reversed && words.reversed,
        words.support,
      ];
      return { text: sentences.filter(Boolean).join(' ') };
    },
  };
};

/** A rejection was taken back. */
export const sayRejectionUndone: Saying<'rejection_undone'> = async ({ tenant, tx }, { payment_id }) => {
  const payment = await findPayment(tenant, tx, payment_id);
  if (!payment || !isUnderReview(payment)) return undefined;
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.cards.rejectionUndone, { number: numberOf(voice, payment) }),
      keyboard: [[tapButton(voice.texts.payments.buttons.payments, 'payment', payment.id)]],
    }),
  };
};

/** Receipts wait too long; those that were decided meanwhile are not told of. */
export const sayReceiptsWait: Saying<'receipts_wait'> = async ({ tenant, tx }) => {
  const { count, since } = await countWaiting(tenant, tx);
  if (since === undefined) return undefined;
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.cards.waiting, { count, time: voice.time(since) }),
      keyboard: [[tapButton(voice.texts.reviews.buttons.receipts, 'review-receipts')]],
    }),
  };
};

/** Receipts come to each reviewer, since no chat takes them. */
export const sayReviewChatTrouble: Saying<'review_chat_trouble'> = (_scene, { chat_id, reason }) =>
  Promise.resolve({
    screen: (voice): Screen => {
      const { chatTrouble, noChat } = voice.texts.notices.cards;
      const values = { chat: voice.foreign(chat_id ?? ''), reason: voice.foreign(reason) };
      return { text: chat_id === null ? noChat : voice.say(chatTrouble, values) };
    },
  });
