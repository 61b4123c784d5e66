import type { AskedWords } from '#services/card-payments/review-messages.js';
import type { Payment } from '#services/payments/payment.js';
import { tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { writeTarget } from '../target.js';
import { mention } from './review.js';

/** Words that a reviewer is asked for. */
interface Asked {
  readonly asks: AskedWords | null;
  /** Telegram id of the reviewer. */
  readonly askedOf: string | null;
  /** Their name; undefined: it is not known. */
  readonly called: string | undefined;
}

/** What a reviewer is asked to type: the text, and the hint in the empty field. */
export function question(
  voice: Voice,
  { asks, askedOf, called }: Asked,
  { reference: number }: Pick<Payment, 'reference'>,
): { readonly text: string; readonly hint: string } {
  const { ask } = voice.texts.reviews;
  const name = { html: mention(voice, { id: askedOf ?? '', name: called || ask.reviewer }) };
  return asks === 'amount'
    ? { text: voice.say(ask.amount, { name, number }), hint: ask.amountHint }
    : { text: voice.say(ask.reason, { name, number }), hint: ask.reasonHint };
}

/** Asks whether another sum than was asked for is approved, once it was typed. */
export function sumConfirmation(
  voice: Voice,
  payment: Pick<Payment, 'amountToman' | 'id' | 'reference'>,
  { attempt, amountToman }: { readonly attempt: number; readonly amountToman: number },
): Screen {
  const { ask, buttons } = voice.texts.reviews;
  const target = { paymentId: payment.id, attempt };
  const amount = voice.toman(amountToman);
  const asked = voice.toman(payment.amountToman);
  const yes = writeTarget({ ...target, rest: String(amountToman) });
  return {
    text: voice.say(ask.sum, { amount, asked, number: payment.reference }),
    keyboard: [
      [tapButton(voice.plain(buttons.sumYes, { amount }), 'review-sum-yes', yes)],
      [tapButton(buttons.back, 'review-back', writeTarget(target))],
    ],
  };
}
