import { rateTicket } from '#services/tickets/rate-ticket.js';
import { readOwnTicket } from '#services/tickets/own-tickets.js';
import type { Actions } from '../../../action.js';
import { openOwnTicket } from '../open/open-own-ticket.js';
import { ratingThanks } from '../screens/rating.js';

/** How a person was helped. */
export const ratingActions: Actions<'ticket-rate'> = {
  'ticket-rate': {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx, argument) => {
      const [ticketId = '', rating = ''] = argument.split('.');
      if (!/^[1-5]$/.test(rating)) return undefined;
      const ticket = await readOwnTicket(ctx.tenant, ctx.tx, { ticketId, userId: ctx.person.id });
      if (!ticket) return undefined;
      const given = { ticketId, userId: ctx.person.id, rating: Number(rating) };
      if ('refused' in (await rateTicket(ctx.tenant, ctx.tx, given)))
        return openOwnTicket(ctx, { ticketId, notice: ctx.voice.texts.support.rate.late });
      ctx.leave({ asked: { input: 'ticket-rating-words', about: ticketId } });
      return ratingThanks(ctx.voice, ticketId);
    },
  },
};
