import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { foldText } from '#platform/fold-text.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { lockTicketPerson, whyNotWrite, type TicketPerson, type WritingRefusal } from './person-may-write.js';
import { putTicket } from './put-ticket.js';
import { findMessageOfSource, insertMessage, type NewTicketMessage } from './ticket-messages.js';
import { findTicket, listOpenTickets, type Ticket } from './ticket-rows.js';

const insert = `
  insert into tickets (bot_id, user_id, title, title_key, waiting_since, last_message_at, message_count, created_at)
  values ($1, $2, $3, $4, $5, $5, 1, $5) returning id::text`;

/** What a person asks. */
export interface NewTicket {
  readonly person: TicketPerson;
  /** Plain text, 1 to 255 characters. */
  readonly title: string;
  readonly message: NewTicketMessage;
  readonly values: Pick<SettingValues, 'open_tickets_per_user'>;
}

/** A ticket; `isRepeat`: it was there. Or why there is none; `open`: those that the person has. */
export type OpenedTicket =
  | { readonly ticket: Ticket; readonly isRepeat: boolean }
  | WritingRefusal
  | { readonly refused: 'too_many'; readonly open: readonly Ticket[] };

/**
 * Opens a ticket with its first message, in the open transaction. The person is locked, so that two taps open one; the same message again
 * is the ticket that it opened. Throws PermanentError 'resource.unknown' for who is not there.
 */
export async function openTicket(tenant: Tenant, tx: Tx, fresh: NewTicket): Promise<OpenedTicket> {
  const { person, message, values } = fresh;
  if (!(await lockTicketPerson(tenant, tx, person.id))) throw new PermanentError('resource.unknown');
  const known = message.source && (await findMessageOfSource(tenant, tx, message.source));
  if (known) return { ticket: await demandTicket(tenant, tx, known.ticketId), isRepeat: true };
  const refusal = await whyNotWrite(tenant, tx, { person, isOpening: true });
  if (refusal) return refusal;
  const open = await listOpenTickets(tenant, tx, person.id);
  if (open.length >= values.open_tickets_per_user) return { refused: 'too_many', open };
  const title = titleOf(fresh.title);
  const [row] = await tx.sql<{ id: string }>(insert, [
    ...[tenant.botId, person.id, title, foldText(title), new Date(now())],
  ]);
  const ticketId = row?.id ?? '';
  const writer = { author: 'person', telegramId: person.telegramId, name: person.firstName } as const;
  await insertMessage(tenant, tx, { ticketId, writer, message });
  await putTicket(tenant, tx, { ticketId });
  return { ticket: await demandTicket(tenant, tx, ticketId), isRepeat: false };
}

/** A title that fits; blanks alone are none. */
const titleOf = (typed: string): string => [...typed.trim()].slice(0, 255).join('').slice(0, 255) || '—';

async function demandTicket(tenant: Tenant, tx: Tx, ticketId: string): Promise<Ticket> {
  const ticket = await findTicket(tenant, tx, { ticketId });
  if (!ticket) throw new PermanentError('resource.unknown');
  return ticket;
}
