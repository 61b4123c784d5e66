import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { isUnderReview, type Payment } from '#services/payments/payment.js';
import type { Asker } from '#services/tickets/read-asker.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { lifeLine, nameOf, stateOf } from '../../subscriptions/screens/subscription-facts.js';
import { askerName } from './card.js';

/** What staff may know of who asks. */
export interface PersonView {
  readonly asker: Asker;
  readonly subscriptions: readonly OwnSubscription[];
  /** The newest first. */
  readonly payments: readonly Payment[];
  readonly ticketCount: number;
  readonly at: Date;
}

/** Of each so many are shown. */
const most = 5;

/** Who asks: their wallet, subscriptions and last payments. */
export function personScreen(voice: Voice, view: PersonView): Screen {
  const { person, card } = voice.texts.desk;
  const { asker, subscriptions, payments, ticketCount, at } = view;
  const owned = subscriptions.slice(0, most).map((one) =>
    voice.say(card.subscription, {
      name: nameOf(voice, one),
      state: stateOf(voice, one),
      life: { html: lifeLine(voice, one, at) },
    }),
  );
  const paid = payments.slice(0, most).map((one) => paymentLine(voice, one));
  return {
    text: paragraphs(
      [
        voice.say(person.head, { person: { html: askerName(voice, asker) } }),
        voice.say(person.since, { date: voice.date(asker.since) }),
        voice.say(person.balance, { balance: voice.toman(asker.balanceToman) }),
        voice.say(person.tickets, { count: ticketCount }),
      ].join('\n'),
      owned.length > 0 ? owned.join('\n') : card.noSubscription,
      paid.length > 0 ? [person.payments, ...paid].join('\n') : person.noPayments,
    ),
  };
}

function paymentLine(voice: Voice, payment: Payment): string {
  const { list } = voice.texts.payments;
  const { id, onCard, reference, createdAt, creditedToman, amountToman, status } = payment;
  return voice.say(list.line, {
    number: onCard === null ? voice.digits(id) : voice.isolate(reference),
    date: voice.time(createdAt),
    amount: voice.toman(creditedToman ?? amountToman),
    state: list.states[isUnderReview(payment) ? 'held' : status],
  });
}
