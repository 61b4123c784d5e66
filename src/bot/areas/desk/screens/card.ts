import type { Asker } from '#services/tickets/read-asker.js';
import { paragraphs, type Screen } from '../../../screen.js';
import { textsOf } from '../../../texts/index.js';
import type { Voice } from '../../../voice.js';
import { mention } from '../../reviews/screens/review.js';
import { lifeLine, nameOf, stateOf } from '../../subscriptions/screens/subscription-facts.js';
import { cardKeyboard } from './desk-buttons.js';
import type { TicketCardView } from './desk-view.js';

/** How a ticket stands, who asks, and what staff can do about it. */
export function cardScreen(voice: Voice, view: TicketCardView): Screen {
  const { card } = voice.texts.desk;
  const { id, title } = view.ticket;
  const head = voice.say(card.head, { number: voice.digits(id), title: voice.words(title) });
  const how = view.hasTopic ? card.howTopic : card.howReply;
  return {
    text: paragraphs(
      head,
      askerLines(voice, view).filter(Boolean).join('\n'),
      stateLines(voice, view).filter(Boolean).join('\n'),
      questionOf(voice, view) ??
        (view.isPrivate ? '' : voice.say(how, { prefix: voice.foreign(view.prefix) })),
    ),
    keyboard: cardKeyboard(voice, view),
  };
}

/** A person with what leads to them in Telegram; HTML. */
export function askerName(voice: Voice, { telegramId, firstName, lastName, username }: Asker): string {
  const name = [firstName, lastName].filter(Boolean).join(' ');
  const handle = username === null ? '' : ` ${voice.foreign(`@${username}`)}`;
  const link = mention(voice, { id: telegramId, name });
  return `${link}${voice.say('{handle}', { handle })} <code>${telegramId}</code>`;
}

function askerLines(voice: Voice, { asker, subscription, block, at }: TicketCardView): (string | false)[] {
  const { card } = voice.texts.desk;
  if (!asker) return [];
  return [
    voice.say(card.person, { person: { html: askerName(voice, asker) } }),
    voice.say(card.language, { language: textsOf[asker.language].registration.language.name }),
    subscription
      ? voice.say(card.subscription, {
          name: nameOf(voice, subscription),
          state: stateOf(voice, subscription),
          life: { html: lifeLine(voice, subscription, at) },
        })
      : card.noSubscription,
    asker.status === 'blocked' && card.blocked,
    block !== undefined && blockLine(voice, block.until),
  ];
}

const blockLine = (voice: Voice, until: Date | null): string =>
  until === null
    ? voice.texts.desk.card.noTicketsForGood
    : voice.say(voice.texts.desk.card.noTickets, { time: voice.time(until) });

function stateLines(voice: Voice, { ticket }: TicketCardView): (string | false)[] {
  const { card, statuses, priorities } = voice.texts.desk;
  const { status, priority, waitingSince, assigneeName, createdAt, reopened, rating, ratingWords } = ticket;
  return [
    voice.say(card.status, { status: statuses[status] }),
    waitingSince !== null && voice.say(card.waits, { time: voice.time(waitingSince) }),
    voice.say(card.priority, { priority: priorities[priority] }),
    assigneeName === null ? card.nobody : voice.say(card.assignee, { name: voice.foreign(assigneeName) }),
    voice.say(card.opened, { time: voice.time(createdAt) }),
    reopened > 0 && voice.say(card.reopened, { count: reopened }),
    rating !== null &&
      voice
        .say(card.rating, {
          stars: '⭐️'.repeat(rating),
          words: ratingWords === null ? '' : voice.words(ratingWords),
        })
        .trim(),
  ];
}

function questionOf(voice: Voice, { menu, ticket }: TicketCardView): string | undefined {
  const { card } = voice.texts.desk;
  if (menu === 'block') return card.askBlock;
  if (menu === 'answers') return card.askAnswer;
  return menu === 'take' && ticket.assigneeName !== null
    ? voice.say(card.askTake, { name: voice.foreign(ticket.assigneeName) })
    : undefined;
}
