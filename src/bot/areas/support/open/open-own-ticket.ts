import { isRateable, listOwnMessages, readOwnTicket } from '#services/tickets/own-tickets.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { ticketScreen } from '../screens/ticket.js';
import { openTicketList } from './open-support.js';

interface Wanted {
  /** It may be anything. */
  readonly ticketId: string;
  /** Of its messages, from 1, the newest. */
  readonly page?: number;
  /** HTML above it. */
  readonly notice?: string;
}

/** A ticket of the person's with a page of its messages; their list where there is none of that number. */
export async function openOwnTicket(
  ctx: BotContext,
  { ticketId, page = 1, notice }: Wanted,
): Promise<Screen> {
  const { tenant, tx, person, settings, support, voice } = ctx;
  const ticket = await readOwnTicket(tenant, tx, { userId: person.id, ticketId });
  if (!ticket) return openTicketList(ctx, { isClosed: false, page: 1 });
  const found = await listOwnMessages(tenant, tx, { ticketId, page });
  return ticketScreen(voice, {
    ticket,
    ...found,
    page,
    // What was begun can be ended, also where no new ticket can be opened any more.
    canWrite: support.hasTickets || ticket.status !== 'closed',
    isRated: settings.values.ticket_rating && isRateable(ticket, ctx.at),
    notice,
  });
}
