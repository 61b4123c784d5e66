import type { OwnTicket, OwnTicketMessage } from '#services/tickets/own-tickets.js';
import { escapeHtml, shownText } from '#platform/telegram/html.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { ratingButtons } from './rating.js';

/** A ticket with a page of its messages. */
export interface TicketView {
  readonly ticket: OwnTicket;
  /** Oldest first. */
  readonly messages: readonly OwnTicketMessage[];
  /** From 1, the newest. */
  readonly page: number;
  readonly hasOlder: boolean;
  /** Can the person write in it? */
  readonly canWrite: boolean;
  /** Is it asked how they were helped? */
  readonly isRated: boolean;
  /** HTML above the rest. */
  readonly notice?: string | undefined;
}

/** A ticket, as the person sees it. */
export function ticketScreen(voice: Voice, view: TicketView): Screen {
  const { one } = voice.texts.support;
  const { ticket, messages, notice } = view;
  return {
    text: paragraphs(
      notice,
      [
        voice.say(one.head, { number: voice.digits(ticket.id), title: voice.words(ticket.title) }),
        voice.say(one.status, { status: voice.texts.support.statuses[ticket.status] }),
        voice.say(one.opened, { time: voice.time(ticket.openedAt) }),
        ticket.rating !== null && voice.say(one.rated, { stars: '⭐️'.repeat(ticket.rating) }),
      ]
        .filter(Boolean)
        .join('\n'),
      ...messages.map((message) => messageText(voice, message)),
    ),
    keyboard: keyboardOf(voice, view),
  };
}

function messageText(voice: Voice, { author, kind, html, at, isEdited }: OwnTicketMessage): string {
  const { one, kinds } = voice.texts.support;
  const head = voice.say(author === 'staff' ? one.staff : one.you, { time: voice.time(at) });
  return [
    isEdited ? `${head} ${one.edited}` : head,
    kind !== 'text' && voice.say(one.file, { kind: kinds[kind] }),
    html !== '' && escapeHtml(voice.words(shownText(html))),
  ]
    .filter(Boolean)
    .join('\n');
}

function keyboardOf(voice: Voice, view: TicketView): Button[][] {
  const { buttons } = voice.texts.support;
  const { ticket, messages, page, hasOlder, canWrite } = view;
  const isClosed = ticket.status === 'closed';
  const turns = [
    ...(hasOlder ? [tapButton(buttons.older, 'ticket', `${ticket.id}.${page + 1}`)] : []),
    ...(page > 1 ? [tapButton(buttons.newer, 'ticket', `${ticket.id}.${page - 1}`)] : []),
  ];
  const hasFiles = messages.some(({ fileId }) => fileId !== null);
  const write = tapButton(isClosed ? buttons.again : buttons.reply, 'ticket-reply', ticket.id);
  return [
    ...(canWrite ? [[write]] : []),
    ...(hasFiles ? [[tapButton(buttons.files, 'ticket-files', `${ticket.id}.${page}`)]] : []),
    ...(turns.length > 0 ? [turns] : []),
    ...(isClosed ? [] : [[tapButton(buttons.close, 'ticket-close', ticket.id)]]),
    ...(view.isRated ? [ratingButtons(voice, ticket.id)] : []),
    [backButton(voice, 'tickets', isClosed ? 'closed' : 'open')],
  ];
}
