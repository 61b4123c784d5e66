import { showTicketTo } from '#services/tickets/put-ticket.js';
import { showAnew } from '#services/tickets/ticket-place.js';
import type { DeskScene } from '../scene.js';

/** Shows a ticket in a chat of staff, in a message of its own at the end of the chat, with what that has not seen of it. */
export async function openCard({ tenant, tx, chatId }: DeskScene, ticketId: string): Promise<void> {
  await showAnew(tenant, tx, { ticketId, chatId });
  await showTicketTo(tenant, tx, { ticketId, chatId });
}
