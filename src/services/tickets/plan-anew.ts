import type { Tenant } from '#tenancy/scope.js';
import { noteDue } from './note-due.js';
import { walkOpenTickets } from './walk-open.js';

/**
 * Notes of each ticket of a bot that is not closed when it is looked at next, since settings on which that depends have changed. A
 * ticket a transaction; doing it twice changes nothing.
 */
export const planTicketsAnew = (tenant: Tenant): Promise<void> =>
  walkOpenTickets(tenant, (tx, ticketId) => noteDue(tenant, tx, { ticketId }));
