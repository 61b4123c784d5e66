import type { Handler } from './handler.js';

/** A message or card of a ticket: what waits is shown once the chats of staff are read (its branch has the whole of it). */
export const putTicketHandler = (): Handler<'ticket.put'> => ({ run: () => Promise.resolve() });
