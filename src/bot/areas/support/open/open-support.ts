import { countOpenTickets, listOwnTickets } from '#services/tickets/own-tickets.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { supportScreen } from '../screens/support.js';
import { ticketList } from '../screens/ticket-list.js';

/** The ways to get help, and what the person has asked already. */
export async function openSupport(ctx: BotContext): Promise<Screen> {
  const { tenant, tx, person, settings, support, voice } = ctx;
  const own = { userId: person.id };
  const openCount = await countOpenTickets(tenant, tx, own);
  const { tickets: closed } = await listOwnTickets(tenant, tx, { ...own, isClosed: true, page: 1 });
  return supportScreen(voice, {
    ways: support,
    words: voice.own(settings.values.support_text),
    openCount,
    hasClosed: closed.length > 0,
  });
}

/** A page of the person's tickets. */
export async function openTicketList(
  ctx: BotContext,
  { isClosed, page }: { readonly isClosed: boolean; readonly page: number },
): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  const found = await listOwnTickets(tenant, tx, { userId: person.id, isClosed, page });
  return ticketList(ctx.voice, { ...found, isClosed, page });
}
