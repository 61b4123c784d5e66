import { forgetLateNumbers } from '#services/bots/forget-numbers.js';
import { reviewAnew } from '#services/card-payments/waiting-receipts.js';
import { askAnew } from '#services/partners/ask-anew.js';
import { putTicket } from '#services/tickets/put-ticket.js';
import { walkOpenTickets } from '#services/tickets/walk-open.js';
import type { Handler } from './handler.js';

/**
 * A bot became another one at Telegram: what waits for those who run it is shown anew by the one that it is now. Again, in parallel or after
 * a crash it shows nothing twice.
 */
export const showAnewHandler = (): Handler<'bot.show-anew'> => ({
  run: async (tenant, { until }) => {
    const { botId } = tenant;
    await tenant.db((tx) => forgetLateNumbers(tx, botId, new Date(until)));
    await tenant.db((tx) => reviewAnew(tenant, tx));
    await tenant.db((tx) => askAnew(tenant, tx, { why: `since ${until}` }));
    await walkOpenTickets(tenant, (tx, ticketId) => putTicket(tenant, tx, { ticketId }));
  },
});
