import { rejectReasons, type RejectReason } from '#services/card-payments/reject-payment.js';
import { findPayment, type Payment } from '#services/payments/payment-rows.js';
import { paragraphs, tapButton, type Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import type { Saying } from './saying.js';

const isReason = (code: string | null): code is RejectReason =>
  (rejectReasons as readonly (string | null)[]).includes(code);

/** Why the last receipt was rejected: a reason of the list, the reviewer's own words, or both. */
function reasonOf(voice: Voice, { onCard }: Payment): string {
  const { reasons } = voice.texts.notices.cards;
  const chosen = isReason(onCard?.rejectReason ?? null) ? reasons[onCard?.rejectReason as RejectReason] : '';
  return [chosen, onCard?.notes && voice.foreign(onCard.notes)].filter(Boolean).join(' ');
}

const numberOf = (voice: Voice, { reference }: Payment): string => voice.foreign(reference);

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
      keyboard: [[tapButton(voice.texts.payments.buttons.payments, 'payment', payment.id)]],
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
      keyboard: [[tapButton(voice.texts.payments.buttons.payments, 'payment', payment.id)]],
    }),
  };
};
