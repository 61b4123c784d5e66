import type { PaymentFacts } from '#services/payments/read-payment-facts.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** The facts of a payment, for those who run the bot. */
export interface AdminView {
  readonly facts: PaymentFacts;
  /** What the bot calls the method. */
  readonly method: string;
}

function factLines(voice: Voice, { facts, method }: AdminView): string {
  const { payments: words } = voice.texts.notices;
  const { payment, payer } = facts;
  const handle = payer.username ? ` (@${payer.username})` : '';
  const person = `${voice.name(payer)} ${voice.foreign(`${payer.telegramId}${handle}`)}`;
  return [
    voice.say(words.number, { number: { html: payment.onCard === null ? payment.id : payment.reference } }),
    voice.say(words.person, { person }),
    voice.say(words.amount, { amount: voice.toman(payment.creditedToman ?? payment.amountToman) }),
    voice.say(words.method, { method: voice.foreign(method) }),
  ].join('\n');
}

/** Tells those who run a bot of a payment; `extra`: a last line of its own, HTML. */
export const paymentForAdmins = (voice: Voice, head: string, view: AdminView, extra?: string): Screen => ({
  text: paragraphs(head, [factLines(voice, view), extra].filter(Boolean).join('\n')),
});

/** Tells a person that money came; `missingToman`: what their open order still lacks, undefined: none is open for it. */
export function creditedNotice(
  voice: Voice,
  { amountToman, missingToman, isLate }: { amountToman: number; missingToman: number; isLate: boolean },
): Screen {
  const { payments: words } = voice.texts.notices;
  return {
    text: paragraphs(
      voice.say(words.credited, { amount: voice.toman(amountToman) }),
      missingToman > 0 && voice.say(words.missing, { missing: voice.toman(missingToman) }),
      isLate && words.late,
    ),
  };
}
