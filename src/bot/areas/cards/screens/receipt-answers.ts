import { mostFileBytes, mostWords } from '#services/card-payments/receipt-parts.js';
import type { Submitted } from '#services/card-payments/submit-receipt.js';
import type { Payment } from '#services/payments/payment.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import type { ReceiptForms } from './card-payment.js';
import { roughTime } from './rough-time.js';

/** The tracking number of a payment within a sentence. */
const numberOf = (voice: Voice, { reference }: Payment): string => voice.isolate(reference);

/** What became of a receipt that was sent; `reviewMinutes`: how long a review takes, undefined: nobody knows yet. */
export function receiptAnswer(voice: Voice, submitted: Submitted, reviewMinutes: number | undefined): Screen {
  const { answers, screen } = voice.texts.cards;
  if (submitted.kind === 'over') return { text: answers.over, keyboard: [[menuButton(voice)]] };
  const number = numberOf(voice, submitted.payment);
  if (submitted.kind !== 'taken') return { text: voice.say(answers[submitted.kind], { number }) };
  if (!submitted.isFirst) return { text: voice.say(answers.more, { number }) };
  return {
    text: paragraphs(
      voice.say(answers.taken, { number }),
      reviewMinutes !== undefined && voice.say(screen.expected, { time: roughTime(voice, reviewMinutes) }),
    ),
    keyboard: [[menuButton(voice)]],
  };
}

/** Asks for a receipt, and says in which form it can come; `excess`: what was sent instead was too large, or too long. */
export const receiptAsked = (
  voice: Voice,
  payment: Payment,
  { forms, excess }: { readonly forms: ReceiptForms; readonly excess?: 'file' | 'words' | undefined },
): Screen => ({
  text: paragraphs(
    excess && voice.say(voice.texts.cards.excess[excess], { most: mostOf(voice)[excess] }),
    voice.say(voice.texts.cards.ask[forms], { number: numberOf(voice, payment) }),
  ),
});

const mostOf = (voice: Voice): Readonly<Record<'file' | 'words', string>> => ({
  file: voice.size(mostFileBytes),
  words: voice.number(mostWords),
});

/** Asks which of these payments a receipt is for that came. */
export const receiptChoice = (voice: Voice, payments: readonly Payment[]): Screen => ({
  text: voice.texts.cards.answers.which,
  keyboard: inColumn(
    payments.map((payment) =>
      tapButton(
        voice.plain(voice.texts.cards.buttons.which, {
          number: voice.isolate(payment.reference),
          amount: voice.toman(payment.amountToman),
        }),
        'receipt-for',
        payment.id,
      ),
    ),
  ),
});
