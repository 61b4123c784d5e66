import type { OwnTicket } from '#services/tickets/own-tickets.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';

/** A page of a person's tickets. */
export interface TicketListView {
  readonly tickets: readonly OwnTicket[];
  readonly isClosed: boolean;
  /** From 1. */
  readonly page: number;
  readonly hasMore: boolean;
}

/** The person's tickets that are closed, or are not: a button each. */
export function ticketList(voice: Voice, { tickets, isClosed, page, hasMore }: TicketListView): Screen {
  const { list } = voice.texts.support;
  const { previous, next } = voice.texts.shop.buttons;
  const kind = isClosed ? 'closed' : 'open';
  const turns: Button[] = [
    ...(page > 1 ? [tapButton(previous, 'tickets', `${kind}.${page - 1}`)] : []),
    ...(hasMore ? [tapButton(next, 'tickets', `${kind}.${page + 1}`)] : []),
  ];
  const none = isClosed ? list.noneClosed : list.noneOpen;
  return {
    text: paragraphs(`<b>${list[kind]}</b>`, tickets.length === 0 && none),
    keyboard: [
      ...tickets.map((ticket) => [tapButton(labelOf(voice, ticket), 'ticket', ticket.id)]),
      ...(turns.length > 0 ? [turns] : []),
      [backButton(voice, 'support')],
    ],
  };
}

/** Longest title on a button, in characters: more would be cut by Telegram. */
const longestLabel = 30;

function labelOf(voice: Voice, { id, title, status }: OwnTicket): string {
  const { buttons, statuses } = voice.texts.support;
  const short = title.length > longestLabel ? `${title.slice(0, longestLabel).trimEnd()}…` : title;
  const state = statuses[status].split(' ')[0] ?? '';
  return voice.plain(buttons.one, { state, number: voice.digits(id), title: voice.foreign(short) });
}
