import type { TicketFacts } from '#services/tickets/read-ticket-facts.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { ratingAsked } from './rating.js';

/** Tells a person that their ticket was closed, and asks how they were helped where the bot wants to know. */
export function ticketClosed(
  voice: Voice,
  {
    ticketId,
    by,
    isRated,
  }: { readonly ticketId: string; readonly by: 'rule' | 'staff'; readonly isRated: boolean },
): Screen {
  const { told, buttons } = voice.texts.support;
  const number = voice.digits(ticketId);
  const head = voice.say(by === 'staff' ? told.closedByStaff : told.closedByRule, { number });
  if (isRated) return ratingAsked(voice, { ticketId, head });
  return { text: head, keyboard: [[tapButton(buttons.again, 'ticket-reply', ticketId)]] };
}

/** A person who waits, as those who answer and those who run the bot hear of it; `bot`: its name, where another bot tells. */
export function ticketWaits(
  voice: Voice,
  {
    ticket,
    isEscalated,
    bot,
  }: { readonly ticket: TicketFacts; readonly isEscalated: boolean; readonly bot: string },
): Screen {
  const { told } = voice.texts.support;
  const { person, assigneeName, waitingSince } = ticket;
  const handle = person.username === null ? '' : ` (@${person.username})`;
  const lines = [
    isEscalated && voice.say(told.bot, { bot: voice.foreign(bot) }),
    voice.say(told.ticket, { number: voice.digits(ticket.id), title: voice.words(ticket.title) }),
    voice.say(told.person, {
      person: `${voice.name(person)} ${voice.foreign(`${person.telegramId}${handle}`)}`,
    }),
    waitingSince && voice.say(told.since, { time: voice.time(waitingSince) }),
    assigneeName === null ? told.nobody : voice.say(told.assignee, { name: voice.foreign(assigneeName) }),
  ];
  return {
    text: paragraphs(isEscalated ? told.escalated : told.waits, lines.filter(Boolean).join('\n')),
    keyboard: topicButtons(voice, ticket),
  };
}

/** Numbers of supergroups begin with this; their links go without it. */
const supergroup = /^-100(\d+)$/;

/** Opens the ticket's topic, for those who are in the group. */
function topicButtons(voice: Voice, { topic }: TicketFacts): Button[][] {
  const [, group] = supergroup.exec(topic?.chatId ?? '') ?? [];
  if (!topic || group === undefined) return [];
  return [[{ text: voice.texts.support.buttons.topic, url: `https://t.me/c/${group}/${topic.topicId}` }]];
}
