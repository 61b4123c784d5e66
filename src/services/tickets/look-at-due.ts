import { now } from '#platform/clock.js';
import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { closeTicket } from './close-ticket.js';
import { dueTime, timesOf } from './due-time.js';
import { readTicketValues, type TicketValues } from './read-ticket-values.js';
import { lockTicket, type Ticket } from './ticket-rows.js';

/** Tickets that one look finds; each is looked at in a transaction of its own. */
const atOnce = 200;
/** Bots of one tick; the others have the next. */
const mostBots = 2_000;

const findBots = `
  select distinct bot_id::text from (
    select tickets.bot_id from tickets join bots on bots.id = tickets.bot_id and bots.is_active
    where reminder_due_at <= $1 order by reminder_due_at limit 10000) as due
  limit $2`;

/** Enqueues one job for each bot with a ticket that is to be looked at; not for one that is switched off, which takes no answers. Returns how many. */
export const enqueueDueTickets = (): Promise<number> =>
  asFleet('find tickets whose time has come', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(findBots, [new Date(now()), mostBots]);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'tickets.look-at-due', {});
    return rows.length;
  });

const findDue = `
  select id::text from tickets where bot_id = $1 and reminder_due_at <= $2 order by reminder_due_at, tickets.id limit $3`;

/**
 * Does what is due of a bot's tickets: reminds those who answer of a person who waits, in the end its owners too, and closes what was
 * answered long ago. A ticket a transaction; again, in parallel or after a crash it does nothing twice.
 */
export async function lookAtDueTickets(tenant: Tenant): Promise<void> {
  for (;;) {
    const at = new Date(now());
    const due = await tenant.db((tx) => tx.sql<{ id: string }>(findDue, [tenant.botId, at, atOnce]));
    for (const { id } of due) await tenant.db((tx) => lookAtDue(tenant, tx, { ticketId: id, at }));
    if (due.length < atOnce) return;
  }
}

const postpone = `
  update tickets set reminder_due_at = $3, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;
const write = `
  update tickets set reminders = $3, reminded_at = $4, reminder_due_at = $5, escalated_at = coalesce(escalated_at, $6),
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** One of them, in the open transaction. */
export async function lookAtDue(
  tenant: Tenant,
  tx: Tx,
  { ticketId, at }: { readonly ticketId: string; readonly at: Date },
): Promise<void> {
  const ticket = await lockTicket(tenant, tx, { ticketId });
  if (!ticket?.reminderDueAt || ticket.reminderDueAt.getTime() > at.getTime()) return;
  const values = await readTicketValues(tenant, tx);
  // Settings may say otherwise than when it was noted.
  const meant = dueTime(timesOf(ticket), values);
  if (meant === null || meant.getTime() > at.getTime()) {
    await tx.sql(postpone, [tenant.botId, ticketId, meant]);
    return;
  }
  if (ticket.waitingSince === null) {
    await closeTicket(tenant, tx, { ticketId, by: 'rule' });
    return;
  }
  await remind(tenant, tx, { ticket, values, at });
}

async function remind(
  tenant: Tenant,
  tx: Tx,
  { ticket, values, at }: { readonly ticket: Ticket; readonly values: TicketValues; readonly at: Date },
): Promise<void> {
  const reminders = ticket.reminders + 1;
  // The setting may have been made less than what there was already.
  const { ticket_escalate_after: most } = values;
  const isEscalated = most > 0 && reminders >= most && ticket.escalatedAt === null;
  const dueAt = dueTime({ ...ticket, reminders, lastAt: at }, values);
  await tx.sql(write, [tenant.botId, ticket.id, reminders, at, dueAt, isEscalated ? at : null]);
  const about = { ticket_id: ticket.id, reminder: reminders };
  await notify(tenant, tx, { kind: 'ticket_waits', about });
  if (isEscalated) await notify(tenant, tx, { kind: 'ticket_escalated', about });
}
