import { isUnderReview, type Payment } from '#services/payments/payment.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** A receipt that is looked at reads like anything else that is. */
const stateOf = (voice: Voice, payment: Payment): string =>
  voice.texts.payments.list.states[isUnderReview(payment) ? 'held' : payment.status];

/** A payment from card to card is known by its tracking number everywhere. */
const numberOf = (voice: Voice, { id, onCard, reference }: Payment): string =>
  onCard === null ? voice.digits(id) : voice.isolate(reference);

/** A page of a person's payments, newest first; each leads to itself. */
export function paymentList(
  voice: Voice,
  view: { readonly payments: readonly Payment[]; readonly hasOlder: boolean; readonly isNewest: boolean },
): Screen {
  const { list, buttons } = voice.texts.payments;
  const { payments, hasOlder, isNewest } = view;
  const lines = payments.map((one) =>
    voice.say(list.line, {
      number: numberOf(voice, one),
      date: voice.time(one.createdAt),
      amount: voice.toman(one.creditedToman ?? one.amountToman),
      state: stateOf(voice, one),
    }),
  );
  const last = payments.at(-1);
  return {
    text: paragraphs(`<b>${list.title}</b>`, lines.length > 0 ? lines.join('\n') : list.none),
    keyboard: inColumn([
      ...payments.map((one) =>
        tapButton(
          voice.plain(buttons.payment, { number: numberOf(voice, one), state: stateOf(voice, one) }),
          'payment',
          one.id,
        ),
      ),
      hasOlder && last ? tapButton(buttons.older, 'payments', last.id) : undefined,
      isNewest ? undefined : tapButton(buttons.newest, 'payments'),
      backButton(voice, 'wallet'),
      menuButton(voice),
    ]),
  };
}
