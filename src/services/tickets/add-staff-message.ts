import { botBounds } from '#platform/bounds.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { putTicket } from './put-ticket.js';
import {
  findMessageOfSource,
  insertMessage,
  type NewTicketMessage,
  type TicketMessage,
} from './ticket-messages.js';
import { lockTicket, type Staff, type Ticket } from './ticket-rows.js';

const answer = `
  update tickets set revision = revision + (status <> 'answered' or waiting_since is not null)::int,
    reopened = reopened + (status = 'closed')::int, status = 'answered', closed_at = null, closed_by = null,
    waiting_since = null, reminder_due_at = null, reminders = 0, escalated_at = null,
    first_answered_at = coalesce(first_answered_at, $3), last_message_at = $3, message_count = message_count + 1,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const count = `
  update tickets set message_count = message_count + 1, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;
const readPerson = 'select status from users where bot_id = $1 and id = $2';

/** What staff write about a ticket. */
export interface StaffMessage {
  readonly ticketId: string;
  readonly staff: Staff;
  readonly message: NewTicketMessage;
}

/** The ticket as it is then, with the message; `isRepeat`: it was taken before. */
export interface AddedMessage {
  readonly ticket: Ticket;
  readonly message: TicketMessage;
  readonly isRepeat: boolean;
}

/**
 * Takes an answer of staff into a ticket, in the open transaction: the person gets it, and waits no more. A closed one is open again, as
 * answered. Two who answer at once both do. Throws PermanentError 'resource.unknown', 'ticket.full', 'user.deleted'.
 */
export async function addStaffMessage(tenant: Tenant, tx: Tx, written: StaffMessage): Promise<AddedMessage> {
  const added = await add(tenant, tx, { ...written, author: 'staff' });
  if (added.isRepeat) return added;
  await tx.sql(answer, [tenant.botId, written.ticketId, new Date(now())]);
  return finish(tenant, tx, added);
}

/** Takes a note of staff among themselves into a ticket; nothing else about it changes. Throws as `addStaffMessage`. */
export async function addNote(tenant: Tenant, tx: Tx, written: StaffMessage): Promise<AddedMessage> {
  const added = await add(tenant, tx, { ...written, author: 'note' });
  if (added.isRepeat) return added;
  await tx.sql(count, [tenant.botId, written.ticketId]);
  return finish(tenant, tx, added);
}

async function add(
  tenant: Tenant,
  tx: Tx,
  { ticketId, staff, message, author }: StaffMessage & { readonly author: 'note' | 'staff' },
): Promise<AddedMessage> {
  const ticket = await lockTicket(tenant, tx, { ticketId });
  if (!ticket) throw new PermanentError('resource.unknown');
  const known = message.source && (await findMessageOfSource(tenant, tx, message.source));
  if (known) return { ticket, message: known, isRepeat: true };
  if (ticket.messageCount >= botBounds.messagesOfTicket) throw new PermanentError('ticket.full');
  const [person] = await tx.sql<{ status: string }>(readPerson, [tenant.botId, ticket.userId]);
  if (person?.status === 'deleted') throw new PermanentError('user.deleted');
  const writer = { author, telegramId: staff.telegramId, name: staff.name };
  const taken = await insertMessage(tenant, tx, { ticketId, writer, message });
  if (!taken) throw new PermanentError('resource.unknown');
  return { ticket, message: taken, isRepeat: false };
}

async function finish(tenant: Tenant, tx: Tx, added: AddedMessage): Promise<AddedMessage> {
  const ticketId = added.ticket.id;
  await putTicket(tenant, tx, { ticketId });
  return { ...added, ticket: (await lockTicket(tenant, tx, { ticketId })) ?? added.ticket };
}
