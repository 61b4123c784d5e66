import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { noteDeed } from './note-deed.js';
import { putTicket } from './put-ticket.js';
import { lockTicket, type Staff, type Ticket, type TicketCloser } from './ticket-rows.js';

const close = `
  update tickets set status = 'closed', closed_at = $3, closed_by = $4, waiting_since = null, reminder_due_at = null,
    reminders = 0, escalated_at = null, revision = revision + 1, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const reopen = `
  update tickets set status = case when $4::boolean then 'answered' else 'open' end, closed_at = null, closed_by = null,
    waiting_since = case when $4::boolean then null else $3::timestamptz end, reopened = reopened + 1, revision = revision + 1,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const lastAuthor = `
  select author from ticket_messages where bot_id = $1 and ticket_id = $2 and author <> 'note'
  order by ticket_messages.id desc limit 1`;

/** The ticket as it is then; `isChanged` false: it was so before. */
export interface TurnedTicket {
  readonly ticket: Ticket;
  readonly isChanged: boolean;
}

/** Which ticket, and who closes it; `userId`: only if it is theirs. */
export type Closing = { readonly ticketId: string; readonly userId?: string | undefined } & (
  | { readonly by: Exclude<TicketCloser, 'staff'>; readonly staff?: undefined }
  | { readonly by: 'staff'; readonly staff: Staff }
);

/**
 * Closes a ticket, in the open transaction; nobody waits and is reminded any more. Closing it again changes nothing: who was first has
 * closed it. Throws PermanentError 'resource.unknown'.
 */
export async function closeTicket(tenant: Tenant, tx: Tx, closing: Closing): Promise<TurnedTicket> {
  const { ticketId, userId, by, staff } = closing;
  const before = await lockTicket(tenant, tx, { ticketId });
  if (!before || (userId !== undefined && before.userId !== userId))
    throw new PermanentError('resource.unknown');
  if (before.status === 'closed') return { ticket: before, isChanged: false };
  const closedAt = new Date(now());
  await tx.sql(close, [tenant.botId, ticketId, closedAt, by]);
  if (by !== 'person')
    await notify(tenant, tx, {
      kind: 'ticket_closed',
      about: { ticket_id: ticketId, user_id: before.userId, closed: closedAt.toISOString(), by },
    });
  if (staff) noteDeed(tenant, tx, { staff, action: 'ticket.close', ...changeOf(before, 'closed') });
  return finish(tenant, tx, before);
}

/**
 * Staff open a closed ticket again: the person waits if they wrote last, else it is answered. Who is not closed stays as it is. Throws
 * PermanentError 'resource.unknown'.
 */
export async function reopenTicket(
  tenant: Tenant,
  tx: Tx,
  { ticketId, staff }: { readonly ticketId: string; readonly staff: Staff },
): Promise<TurnedTicket> {
  const before = await lockTicket(tenant, tx, { ticketId });
  if (!before) throw new PermanentError('resource.unknown');
  if (before.status !== 'closed') return { ticket: before, isChanged: false };
  const [last] = await tx.sql<{ author: string }>(lastAuthor, [tenant.botId, ticketId]);
  const isAnswered = last?.author === 'staff';
  await tx.sql(reopen, [tenant.botId, ticketId, new Date(now()), isAnswered]);
  const status = isAnswered ? 'answered' : 'open';
  noteDeed(tenant, tx, { staff, action: 'ticket.reopen', ...changeOf(before, status) });
  return finish(tenant, tx, before);
}

const changeOf = ({ id, status }: Ticket, after: string) => ({
  subject: `ticket ${id}`,
  before: { status },
  after: { status: after },
});

async function finish(tenant: Tenant, tx: Tx, before: Ticket): Promise<TurnedTicket> {
  const ticketId = before.id;
  await putTicket(tenant, tx, { ticketId });
  return { ticket: (await lockTicket(tenant, tx, { ticketId })) ?? before, isChanged: true };
}
