import { closeTicket } from '#services/tickets/close-ticket.js';
import {
  countOpenTickets,
  listOwnMessages,
  listOwnTickets,
  readOwnTicket,
} from '#services/tickets/own-tickets.js';
import { readTicketBlock } from '#services/tickets/ticket-blocks.js';
import { wordsOf } from '#services/tickets/ticket-messages.js';
import type { Actions } from '../../../action.js';
import type { BotContext } from '../../../context.js';
import { paragraphs, type Screen } from '../../../screen.js';
import { openOwnTicket } from '../open/open-own-ticket.js';
import { openSupport, openTicketList } from '../open/open-support.js';
import { refusalWords } from '../open/refusal-words.js';
import { ratingAsked } from '../screens/rating.js';
import { replyAsked, titleAsked } from '../screens/ticket-steps.js';

const mostPages = 10_000;

/** The parts of `id.page`, either of which may be anything. */
export function readPlace(argument: string): { readonly ticketId: string; readonly page: number } {
  const [ticketId = '', page = ''] = argument.split('.');
  return { ticketId, page: Math.min(mostPages, Math.max(1, Number.parseInt(page, 10) || 1)) };
}

async function askTitle(ctx: BotContext): Promise<Screen | undefined> {
  const { tenant, tx, person, settings, support, voice } = ctx;
  if (!support.hasTickets) return undefined;
  const block = await readTicketBlock(tenant, tx, { userId: person.id });
  if (block)
    return noticeAbove(
      await openSupport(ctx),
      refusalWords(voice, { refused: 'blocked', until: block.until }),
    );
  const open = await countOpenTickets(tenant, tx, { userId: person.id });
  if (open >= settings.values.open_tickets_per_user) return showOpen(ctx);
  ctx.leave({ asked: { input: 'ticket-title', about: '' } });
  return titleAsked(voice);
}

const noticeAbove = (screen: Screen, notice: string): Screen => ({
  ...screen,
  text: paragraphs(notice, screen.text),
});

/** Who may open no more sees what they have open: the one ticket, or the list. */
async function showOpen(ctx: BotContext): Promise<Screen> {
  const notice = ctx.voice.texts.support.refused.too_many;
  const { tickets } = await listOwnTickets(ctx.tenant, ctx.tx, {
    ...{ userId: ctx.person.id, isClosed: false, page: 1 },
  });
  const [one, another] = tickets;
  if (one && !another) return openOwnTicket(ctx, { ticketId: one.id, notice });
  return noticeAbove(await openTicketList(ctx, { isClosed: false, page: 1 }), notice);
}

async function askReply(ctx: BotContext, ticketId: string): Promise<Screen> {
  const { tenant, tx, person, support, voice } = ctx;
  const ticket = await readOwnTicket(tenant, tx, { userId: person.id, ticketId });
  if (!ticket || (ticket.status === 'closed' && !support.hasTickets))
    return openOwnTicket(ctx, { ticketId, ...(ticket && { notice: voice.texts.support.refused.off }) });
  const block = await readTicketBlock(tenant, tx, { userId: person.id });
  if (block)
    return openOwnTicket(ctx, {
      ticketId,
      notice: refusalWords(voice, { refused: 'blocked', until: block.until }),
    });
  ctx.leave({ ticket: { id: ticketId } });
  return replyAsked(voice, ticketId);
}

async function close(ctx: BotContext, ticketId: string): Promise<Screen> {
  const { tenant, tx, person, settings, voice } = ctx;
  const ticket = await readOwnTicket(tenant, tx, { userId: person.id, ticketId });
  if (!ticket || ticket.status === 'closed') return openOwnTicket(ctx, { ticketId });
  await closeTicket(tenant, tx, { ticketId, by: 'person' });
  const head = voice.say(voice.texts.support.closed, { number: voice.digits(ticketId) });
  return settings.values.ticket_rating
    ? ratingAsked(voice, { ticketId, head })
    : openOwnTicket(ctx, { ticketId, notice: head });
}

/** Most characters below a file, as Telegram counts them; the words of longer ones are in the list above. */
const longest = 1_024;
const captionOf = (html: string): string => (wordsOf(html).length > longest ? '' : html);

async function sendFiles(ctx: BotContext, argument: string): Promise<Screen | 'nothing'> {
  const { tenant, tx, person } = ctx;
  const { ticketId, page } = readPlace(argument);
  const ticket = await readOwnTicket(tenant, tx, { userId: person.id, ticketId });
  if (!ticket) return openOwnTicket(ctx, { ticketId });
  const { messages } = await listOwnMessages(tenant, tx, { ticketId, page });
  for (const { kind, fileId, html } of messages)
    if (fileId !== null && kind !== 'text') ctx.sendFile({ kind, fileId, caption: captionOf(html) });
  ctx.answer(ctx.voice.texts.support.alerts.filesSent);
  return 'nothing';
}

/** What a person does with tickets. */
export const ticketActions: Actions<
  'support' | 'ticket' | 'ticket-close' | 'ticket-files' | 'ticket-new' | 'ticket-reply' | 'tickets'
> = {
  support: { isForRegistered: true, staysOpen: true, isPage: true, run: openSupport },
  tickets: {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, argument) => {
      const { ticketId: kind, page } = readPlace(argument);
      return openTicketList(ctx, { isClosed: kind === 'closed', page });
    },
  },
  ticket: {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, argument) => openOwnTicket(ctx, readPlace(argument)),
  },
  'ticket-new': { isForRegistered: true, staysOpen: true, run: askTitle },
  'ticket-reply': { isForRegistered: true, staysOpen: true, run: askReply },
  'ticket-close': { isForRegistered: true, staysOpen: true, run: close },
  'ticket-files': { isForRegistered: true, staysOpen: true, run: sendFiles },
};
