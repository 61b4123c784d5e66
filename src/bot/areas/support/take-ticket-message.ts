import { addPersonMessage } from '#services/tickets/add-person-message.js';
import { openTicket } from '#services/tickets/open-ticket.js';
import { findAnsweredTicket, findTicketOfMessage, readOwnTicket } from '#services/tickets/own-tickets.js';
import { dayMs, minuteMs } from '#platform/units.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { refusalWords } from './open/refusal-words.js';
import { ticketWord } from './screens/ticket-steps.js';
import { ticketMessageOf } from './ticket-message.js';

/** For so long one "sent" answers for all that a person sends in a row. */
const rowMs = minuteMs;
/** So long after the last word of the staff, words that nothing asked for are an answer to it. */
const answerMs = 2 * dayMs;

/**
 * Takes a message for the ticket that the person writes in, or that it is a reply to; false: it is for none. `isRest`: of an album whose
 * first picture was handled before; nothing is said of it, unless it is the first of it that is not taken.
 */
export async function takeTicketMessage(ctx: BotContext, { isRest = false } = {}): Promise<boolean> {
  const { incoming } = ctx;
  if (incoming.kind !== 'message' || incoming.command || !mayWrite(ctx)) return false;
  const { ticket } = ctx.oneShot;
  if (ticket?.title !== undefined) return openWith(ctx, ticket.title);
  const { repliedTo: messageId, chatId } = incoming;
  const ticketId =
    ticket?.id ??
    (messageId === undefined
      ? undefined
      : await findTicketOfMessage(ctx.tenant, ctx.tx, { userId: ctx.person.id, chatId, messageId }));
  return ticketId !== undefined && addTo(ctx, ticketId, isRest);
}

/** Takes words that nothing asked for as an answer to what the staff wrote last; false: they wrote nothing of late. */
export async function takeLooseAnswer(ctx: BotContext): Promise<boolean> {
  if (ctx.incoming.kind !== 'message' || ctx.incoming.command || !mayWrite(ctx)) return false;
  const since = new Date(ctx.at.getTime() - answerMs);
  const ticketId = await findAnsweredTicket(ctx.tenant, ctx.tx, { userId: ctx.person.id, since });
  return ticketId !== undefined && addTo(ctx, ticketId, false);
}

/** Who is registered and not blocked; only they have tickets. */
const mayWrite = ({ person }: BotContext): boolean =>
  person.status === 'active' && person.registeredAt !== undefined;

async function openWith(ctx: BotContext, title: string): Promise<boolean> {
  const { tenant, tx, person, settings, support, voice } = ctx;
  if (!support.hasTickets) {
    ctx.send({ text: voice.texts.support.refused.off });
    return true;
  }
  const message = ticketMessageOf(ctx);
  if (!message) {
    ctx.carryOver();
    ctx.send({ text: voice.texts.support.refused.unsupported });
    return true;
  }
  const opened = await openTicket(tenant, tx, { person, title, message, values: settings.values });
  if ('refused' in opened) {
    ctx.send({ text: refusalWords(voice, opened) });
    return true;
  }
  const { id } = opened.ticket;
  ctx.leave({ ticket: { id, saidAt: ctx.at.getTime() } });
  ctx.send(ticketWord(voice, id, voice.say(voice.texts.support.opened, { number: voice.digits(id) })));
  return true;
}

async function addTo(ctx: BotContext, ticketId: string, isRest: boolean): Promise<boolean> {
  const { tenant, tx, person, settings, support, voice } = ctx;
  const { support: texts } = voice.texts;
  const ticket = await readOwnTicket(tenant, tx, { userId: person.id, ticketId });
  if (!ticket) return false;
  ctx.carryOver();
  const message = ticketMessageOf(ctx);
  const isOff = ticket.status === 'closed' && !support.hasTickets;
  if (!message || isOff) {
    sayRefused(ctx, ticketId, { text: isOff ? texts.refused.off : texts.refused.unsupported });
    return true;
  }
  const added = await addPersonMessage(tenant, tx, { ticketId, person, message, values: settings.values });
  if (!('refused' in added)) sayTaken(ctx, ticketId, { isReopened: added.isReopened, isRest });
  else sayRefused(ctx, ticketId, ticketWord(voice, ticketId, refusalWords(voice, added)));
  return true;
}

/** Says that a message was not taken; of an album once, whichever of its parts was the first. The rest of it is for the ticket too. */
function sayRefused(ctx: BotContext, ticketId: string, screen: Screen): void {
  const albumId = ctx.incoming.kind === 'message' ? ctx.incoming.albumId : undefined;
  const { ticket } = ctx.oneShot;
  if (albumId !== undefined) {
    if (ticket?.refusedAlbum === albumId) return;
    ctx.leave({ ...ctx.oneShot, ticket: { ...ticket, id: ticketId, refusedAlbum: albumId } });
  }
  ctx.send(screen);
}

/** What comes next is for the ticket too; one word does for all in a row. */
function sayTaken(
  ctx: BotContext,
  ticketId: string,
  { isReopened, isRest }: { readonly isReopened: boolean; readonly isRest: boolean },
): void {
  const { voice } = ctx;
  const at = ctx.at.getTime();
  const { saidAt } = ctx.oneShot.ticket ?? {};
  const isSaid = saidAt !== undefined && Math.abs(at - saidAt) < rowMs;
  ctx.leave({ ticket: { id: ticketId, saidAt: isSaid ? saidAt : at } });
  if (isSaid || isRest) return;
  const { sent, sentReopened } = voice.texts.support;
  const words = isReopened ? sentReopened : sent;
  ctx.send(ticketWord(voice, ticketId, voice.say(words, { number: voice.digits(ticketId) })));
}
