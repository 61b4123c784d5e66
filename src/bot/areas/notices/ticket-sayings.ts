import { readBotFace } from '#services/notices/read-bot-face.js';
import { readTicketFacts } from '#services/tickets/read-ticket-facts.js';
import type { Screen } from '../../screen.js';
import { ticketClosed, ticketWaits } from '../support/screens/ticket-notice.js';
import type { Saying } from './saying.js';

/** Tells a person that their ticket was closed; one that was opened again since is not. */
export const sayTicketClosed: Saying<'ticket_closed'> = async (
  { tenant, tx, settings },
  { ticket_id: ticketId, by, closed },
) => {
  const ticket = await readTicketFacts(tenant, tx, ticketId);
  if (ticket?.closedAt?.toISOString() !== closed) return undefined;
  const isRated = settings.values.ticket_rating;
  return { screen: (voice) => ticketClosed(voice, { ticketId, by, isRated }) };
};

/** Tells of a person who waits for an answer; who was answered meanwhile waits no more. */
export const sayTicketWaits =
  ({ isEscalated }: { readonly isEscalated: boolean }): Saying<'ticket_escalated' | 'ticket_waits'> =>
  async ({ tenant, tx }, { ticket_id, reminder }) => {
    const ticket = await readTicketFacts(tenant, tx, ticket_id);
    const bot = await readBotFace(tenant, tx);
    if (!ticket?.waitingSince || ticket.reminders < reminder || !bot) return undefined;
    return {
      choice: 'ticket',
      screen: (voice) => ticketWaits(voice, { ticket, isEscalated, bot: bot.called }),
    };
  };

/** Tickets come to each of the staff in private, since their group takes them no more, or without topics. */
export const sayTicketGroupTrouble: Saying<'ticket_group_trouble'> = (_scene, { chat_id, reason }) =>
  Promise.resolve({
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.desk.groupTrouble, {
        chat: voice.foreign(chat_id),
        reason: voice.foreign(reason),
      }),
    }),
  });
