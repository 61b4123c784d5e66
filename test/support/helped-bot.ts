import type { User } from '#models/user.js';
import { addPersonMessage, type TakenMessage } from '#services/tickets/add-person-message.js';
import { addStaffMessage } from '#services/tickets/add-staff-message.js';
import { openTicket, type OpenedTicket } from '#services/tickets/open-ticket.js';
import type { NewTicketMessage } from '#services/tickets/ticket-messages.js';
import { findTicket, type Ticket } from '#services/tickets/ticket-rows.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { buildBot } from '../factories/bot.js';
import { uniqueNumber } from '../factories/unique.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from './database.js';

export const deskChat = '-1001234567890';
export const sara = { telegramId: '777001', name: 'Sara' };
export const omid = { telegramId: '777002', name: 'Omid' };

/** A message as Telegram brings it: of a chat, under a number of its own unless one is given. */
export const words = (html: string, chatId = deskChat, messageId = uniqueNumber()): NewTicketMessage => ({
  kind: 'text',
  html,
  source: { chatId, messageId },
});

/** What is shown of a ticket, and where. */
export interface ShownCopy {
  readonly id: string;
  readonly kind: 'card' | 'message';
  readonly chatId: string;
  readonly html: string | null;
}

/** A bot whose staff have a group, with one person who asks. */
export interface HelpedBot {
  readonly tenant: Tenant;
  readonly botId: string;
  readonly person: User;
  readonly values: { open_tickets_per_user: number };
  open(title?: string, message?: NewTicketMessage): Promise<OpenedTicket>;
  /** Opens one, and fails the test unless it was opened. */
  opened(title?: string): Promise<Ticket>;
  say(ticketId: string, html: string, message?: NewTicketMessage): Promise<TakenMessage>;
  answer(ticketId: string, html: string): Promise<Ticket>;
  ticket(ticketId: string): Promise<Ticket>;
  copies(ticketId: string): Promise<ShownCopy[]>;
  /** Rows of `ticket.put` in their order, by the number of the copy. */
  puts(): Promise<string[]>;
  /** In a transaction of its own. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

const copiesOf = `
  select copy.id::text, copy.kind, copy.chat_id::text as "chatId", message.html
  from ticket_copies copy left join ticket_messages message
    on message.bot_id = copy.bot_id and message.id = copy.message_row_id
  where copy.bot_id = $1 and copy.ticket_id = $2 order by copy.id`;
const putsOf = `
  select payload ->> 'row_id' as id from outbox where bot_id = $1 and job_name = 'ticket.put' order by outbox.id`;

/** Opens one. */
export async function openHelpedBot({ adminChatId = deskChat as string | null } = {}): Promise<HelpedBot> {
  const { tenant } = await buildBot({ adminChatId });
  return helpedBotOf(tenant, await buildUser(tenant));
}

/** The same for a bot and person that are there. */
export function helpedBotOf(tenant: Tenant, person: User): HelpedBot {
  const { botId } = tenant;
  const values = { open_tickets_per_user: 1 };
  const own = (html: string) => words(html, person.telegramId);
  const open: HelpedBot['open'] = (title = 'It does not connect', message = own('Help me')) =>
    tenant.db((tx) => openTicket(tenant, tx, { person, title, message, values }));
  return {
    ...{ tenant, botId, person, values, open },
    opened: async (title) => {
      const made = await open(title);
      if (!('ticket' in made)) throw new Error(made.refused);
      return made.ticket;
    },
    say: (ticketId, html, message = own(html)) =>
      tenant.db((tx) => addPersonMessage(tenant, tx, { ticketId, person, message, values })),
    answer: async (ticketId, html) => {
      const written = { ticketId, staff: sara, message: words(html) };
      return (await tenant.db((tx) => addStaffMessage(tenant, tx, written))).ticket;
    },
    ticket: async (ticketId) => (await tenant.db((tx) => findTicket(tenant, tx, { ticketId })))!,
    copies: (ticketId) => ownerQuery<ShownCopy>(copiesOf, [botId, ticketId]),
    puts: async () => (await ownerQuery<{ id: string }>(putsOf, [botId])).map(({ id }) => id),
    run: (work) => tenant.db(work),
  };
}
