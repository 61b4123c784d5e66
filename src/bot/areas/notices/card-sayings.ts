import { findPayment, type Payment } from '#services/payments/payment-rows.js';
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
