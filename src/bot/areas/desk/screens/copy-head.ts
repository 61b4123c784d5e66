import type { TicketMessage } from '#services/tickets/ticket-messages.js';
import type { Ticket } from '#services/tickets/ticket-rows.js';
import type { Voice } from '../../../voice.js';
import type { Side } from '../open/steps.js';

/**
 * What stands above a message of a ticket, in HTML: who says it, where that is not plain, and in which ticket, where several are in one
 * chat (`hasTopic`: it has one for itself).
 */
export function headOf(
  voice: Voice,
  view: {
    readonly ticket: Ticket;
    readonly message: TicketMessage;
    readonly side: Side;
    readonly hasTopic: boolean;
  },
): string {
  const { ticket, message, side, hasTopic } = view;
  const { copy } = voice.texts.desk;
  const number = voice.digits(ticket.id);
  if (side === 'person') return voice.say(copy.answer, { number });
  const name = voice.foreign(message.authorName || '—');
  switch (message.author) {
    case 'person':
      return hasTopic ? '' : voice.say(copy.person, { name, number });
    case 'staff':
      return hasTopic ? voice.say(copy.staff, { name }) : voice.say(copy.staffOf, { name, number });
    case 'note':
      return hasTopic ? voice.say(copy.note, { name }) : voice.say(copy.noteOf, { name, number });
  }
}
