import type { Tenant, Tx } from '#tenancy/scope.js';
import { dueTime, timesOf } from './due-time.js';
import { readTicketValues } from './read-ticket-values.js';
import { findTicket } from './ticket-rows.js';

const write = 'update tickets set reminder_due_at = $3 where bot_id = $1 and id = $2';

/**
 * Notes when a ticket, which is locked, is looked at next by the settings of now: a reminder, or its end. Of a wait of which somebody was
 * reminded it is counted from the last reminder, whatever was written since.
 */
export async function noteDue(
  tenant: Tenant,
  tx: Tx,
  { ticketId }: { readonly ticketId: string },
): Promise<void> {
  const ticket = await findTicket(tenant, tx, { ticketId });
  if (!ticket) return;
  const values = await readTicketValues(tenant, tx);
  const dueAt = dueTime(timesOf(ticket), values);
  if (dueAt?.getTime() === ticket.reminderDueAt?.getTime()) return;
  await tx.sql(write, [tenant.botId, ticketId, dueAt]);
}
