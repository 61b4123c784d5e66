import type { Tenant, Tx } from '#tenancy/scope.js';
import { dueTime } from './due-time.js';
import { readTicketValues } from './read-ticket-values.js';
import { findTicket } from './ticket-rows.js';

const write = 'update tickets set reminder_due_at = $3 where bot_id = $1 and id = $2';

/**
 * Notes when a ticket, which is locked and was changed, is looked at next: a reminder, or its end. A wait of which somebody was reminded
 * keeps its pace.
 */
export async function noteDue(
  tenant: Tenant,
  tx: Tx,
  { ticketId }: { readonly ticketId: string },
): Promise<void> {
  const ticket = await findTicket(tenant, tx, { ticketId });
  if (!ticket || (ticket.waitingSince !== null && ticket.reminders > 0)) return;
  const values = await readTicketValues(tenant, tx);
  const dueAt = dueTime({ ...ticket, lastAt: ticket.lastMessageAt }, values);
  if (dueAt?.getTime() === ticket.reminderDueAt?.getTime()) return;
  await tx.sql(write, [tenant.botId, ticketId, dueAt]);
}
