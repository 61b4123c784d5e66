import { readOwnTicket } from '#services/tickets/own-tickets.js';
import { rateTicket } from '#services/tickets/rate-ticket.js';
import { hasVisibleText } from '#platform/visible-text.js';
import type { Inputs } from '../../input.js';
import { openOwnTicket } from './open/open-own-ticket.js';
import { titleAsked, firstWordsAsked } from './screens/ticket-steps.js';

/** Of a title, in characters. */
const shortestTitle = 5;
const longestTitle = 255;

/** What a person types about a ticket: what it is about, and a word about how they were helped. */
export const supportInputs: Inputs<'ticket-rating-words' | 'ticket-title'> = {
  'ticket-title': (ctx, _about, typed) => {
    const title = typed.replaceAll(/\s+/g, ' ').trim();
    const isTitle = title.length >= shortestTitle && title.length <= longestTitle && hasVisibleText(title);
    if (isTitle) ctx.leave({ ticket: { title } });
    else ctx.leave({ asked: { input: 'ticket-title', about: '' } });
    return isTitle ? firstWordsAsked(ctx.voice, title) : titleAsked(ctx.voice, true);
  },
  'ticket-rating-words': async (ctx, ticketId, typed) => {
    const words = typed.trim().slice(0, 1_000);
    const { thanks, wordsThanks } = ctx.voice.texts.support.rate;
    const own = { ticketId, userId: ctx.person.id };
    const rating = (await readOwnTicket(ctx.tenant, ctx.tx, own))?.rating ?? null;
    const isSaid =
      words !== '' &&
      rating !== null &&
      'ticket' in (await rateTicket(ctx.tenant, ctx.tx, { ...own, rating, words }));
    return openOwnTicket(ctx, { ticketId, notice: isSaid ? wordsThanks : thanks });
  },
};
