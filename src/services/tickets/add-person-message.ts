import { botBounds } from '#platform/bounds.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import { lockTicketPerson, whyNotWrite, type TicketPerson, type WritingRefusal } from './person-may-write.js';
import { putTicket } from './put-ticket.js';
import {
  findMessageOfSource,
  insertMessage,
  type NewTicketMessage,
  type TicketMessage,
} from './ticket-messages.js';
import { listOpenTickets, lockTicket, type Ticket } from './ticket-rows.js';

// A card says how a ticket stands: it is put again when that has changed, not for each message.
const take = `
  update tickets set revision = revision + (status <> 'open')::int, reopened = reopened + (status = 'closed')::int,
    status = 'open', closed_at = null, closed_by = null, waiting_since = coalesce(waiting_since, $3), last_message_at = $3,
    message_count = message_count + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** What a person adds to one of their tickets. */
export interface PersonMessage {
  readonly ticketId: string;
  readonly person: TicketPerson;
  readonly message: NewTicketMessage;
  readonly values: Pick<SettingValues, 'open_tickets_per_user'>;
}

/** What became of it; `isRepeat`: it was taken before. */
export type TakenMessage =
  | {
      readonly ticket: Ticket;
      readonly message: TicketMessage;
      readonly isReopened: boolean;
      readonly isRepeat: boolean;
    }
  | WritingRefusal
  /** The ticket has all the messages that it may have. */
  | { readonly refused: 'full' }
  /** It is closed, and the person has as many open ones as they may. */
  | { readonly refused: 'too_many'; readonly open: readonly Ticket[] };

/**
 * Takes a person's message into their ticket, in the open transaction; one that was closed is open again, and they wait from now on unless
 * they did already. It is taken once, or refused, and then the sender is told. Throws PermanentError 'resource.unknown' for a ticket of
 * somebody else.
 */
export async function addPersonMessage(
  tenant: Tenant,
  tx: Tx,
  { ticketId, person, message, values }: PersonMessage,
): Promise<TakenMessage> {
  const isThere = await lockTicketPerson(tenant, tx, person.id);
  const ticket = await lockTicket(tenant, tx, { ticketId });
  if (!isThere || ticket?.userId !== person.id) throw new PermanentError('resource.unknown');
  const known = message.source && (await findMessageOfSource(tenant, tx, message.source));
  if (known) return { ticket, message: known, isReopened: false, isRepeat: true };
  const refusal = await whyNotTake(tenant, tx, { ticket, person, values });
  if (refusal) return refusal;
  const writer = { author: 'person', telegramId: person.telegramId, name: person.firstName } as const;
  const taken = await insertMessage(tenant, tx, { ticketId, writer, message });
  if (!taken) throw new PermanentError('resource.unknown');
  await tx.sql(take, [tenant.botId, ticketId, new Date(now())]);
  await putTicket(tenant, tx, { ticketId });
  const after = (await lockTicket(tenant, tx, { ticketId })) ?? ticket;
  return { ticket: after, message: taken, isReopened: ticket.status === 'closed', isRepeat: false };
}

async function whyNotTake(
  tenant: Tenant,
  tx: Tx,
  {
    ticket,
    person,
    values,
  }: { readonly ticket: Ticket; readonly person: TicketPerson; readonly values: PersonMessage['values'] },
): Promise<Exclude<TakenMessage, { readonly ticket: Ticket }> | undefined> {
  const refusal = await whyNotWrite(tenant, tx, { person, isOpening: false });
  if (refusal) return refusal;
  if (ticket.messageCount >= botBounds.messagesOfTicket) return { refused: 'full' };
  if (ticket.status !== 'closed') return undefined;
  const open = await listOpenTickets(tenant, tx, person.id);
  return open.length >= values.open_tickets_per_user ? { refused: 'too_many', open } : undefined;
}
