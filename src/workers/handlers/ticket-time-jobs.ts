import { enqueueDueTickets, lookAtDueTickets } from '#services/tickets/look-at-due.js';
import { planTicketsAnew } from '#services/tickets/plan-anew.js';
import type { Handler } from './handler.js';

/** Finds bots with tickets that are to be looked at. */
export const findTicketsHandler = (): Handler<'fleet.find-tickets'> => ({
  run: async () => void (await enqueueDueTickets()),
});

/** Reminds of one bot's tickets in which a person waits, and closes what was answered long ago. */
export const lookAtTicketsHandler = (): Handler<'tickets.look-at-due'> => ({
  run: (tenant) => lookAtDueTickets(tenant),
});

/** Finds anew when each of one bot's tickets is looked at next. */
export const planTicketsHandler = (): Handler<'tickets.plan'> => ({
  run: (tenant) => planTicketsAnew(tenant),
});
