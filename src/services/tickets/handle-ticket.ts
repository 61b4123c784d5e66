import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { TurnedTicket } from './close-ticket.js';
import { noteDeed } from './note-deed.js';
import { showChange } from './show-change.js';
import { lockTicket, type Staff, type Ticket, type TicketPriority } from './ticket-rows.js';

interface Deed {
  readonly ticketId: string;
  readonly staff: Staff;
}

const prioritize = 'update tickets set priority = $3 where bot_id = $1 and id = $2';

/** Staff say how urgent a ticket is. Throws PermanentError 'resource.unknown'. */
export async function setPriority(
  tenant: Tenant,
  tx: Tx,
  { ticketId, priority, staff }: Deed & { readonly priority: TicketPriority },
): Promise<TurnedTicket> {
  const before = await demand(tenant, tx, ticketId);
  if (before.priority === priority) return { ticket: before, isChanged: false };
  await tx.sql(prioritize, [tenant.botId, ticketId, priority]);
  return show(tenant, tx, { before, staff, action: 'ticket.prioritize', field: 'priority' });
}

const assign = `
  update tickets set assignee_telegram_id = $3, assignee_name = $4 where bot_id = $1 and id = $2`;

/** Whose ticket it is now; `heldBy`: somebody else has it, and nothing was changed. */
export interface TakenTicket extends TurnedTicket {
  readonly heldBy: string | undefined;
}

/**
 * Somebody takes a ticket over. Who has it keeps it, unless `isForced`: then it is taken from them. Throws PermanentError
 * 'resource.unknown'.
 */
export async function takeOver(
  tenant: Tenant,
  tx: Tx,
  { ticketId, staff, isForced = false }: Deed & { readonly isForced?: boolean },
): Promise<TakenTicket> {
  const before = await demand(tenant, tx, ticketId);
  if (isSame(before, staff)) return { ticket: before, isChanged: false, heldBy: undefined };
  if (before.assigneeName !== null && !isForced)
    return { ticket: before, isChanged: false, heldBy: before.assigneeName };
  const { ticket } = await assignTo(tenant, tx, { before, staff, assignee: staff });
  return { ticket, isChanged: true, heldBy: undefined };
}

/** Nobody has a ticket from now on. Throws PermanentError 'resource.unknown'. */
export const release = (tenant: Tenant, tx: Tx, deed: Deed): Promise<TurnedTicket> =>
  assignTicket(tenant, tx, { ...deed, assignee: null });

/** Staff give a ticket to one of them, whoever has it; null: to nobody. Throws PermanentError 'resource.unknown'. */
export async function assignTicket(
  tenant: Tenant,
  tx: Tx,
  { ticketId, staff, assignee }: Deed & { readonly assignee: Staff | null },
): Promise<TurnedTicket> {
  const before = await demand(tenant, tx, ticketId);
  const isThere = assignee ? isSame(before, assignee) : before.assigneeName === null;
  if (isThere) return { ticket: before, isChanged: false };
  return assignTo(tenant, tx, { before, staff, assignee });
}

const isSame = ({ assigneeTelegramId, assigneeName }: Ticket, { telegramId, name }: Staff): boolean =>
  assigneeName !== null &&
  assigneeTelegramId === telegramId &&
  (telegramId !== null || assigneeName === name);

async function assignTo(
  tenant: Tenant,
  tx: Tx,
  {
    before,
    staff,
    assignee,
  }: { readonly before: Ticket; readonly staff: Staff; readonly assignee: Staff | null },
): Promise<TurnedTicket> {
  const name = assignee ? assignee.name.slice(0, 200) || '?' : null;
  await tx.sql(assign, [tenant.botId, before.id, assignee?.telegramId ?? null, name]);
  return show(tenant, tx, { before, staff, action: 'ticket.assign', field: 'assigneeName' });
}

const suspend = "update tickets set status = 'pending' where bot_id = $1 and id = $2";

/**
 * Staff work on a ticket and answer later; the person goes on waiting if they did. A closed one stays closed. Throws PermanentError
 * 'resource.unknown'.
 */
export async function setPending(tenant: Tenant, tx: Tx, { ticketId, staff }: Deed): Promise<TurnedTicket> {
  const before = await demand(tenant, tx, ticketId);
  if (before.status === 'pending' || before.status === 'closed') return { ticket: before, isChanged: false };
  await tx.sql(suspend, [tenant.botId, ticketId]);
  return show(tenant, tx, { before, staff, action: 'ticket.suspend', field: 'status' });
}

async function demand(tenant: Tenant, tx: Tx, ticketId: string): Promise<Ticket> {
  const ticket = await lockTicket(tenant, tx, { ticketId });
  if (!ticket) throw new PermanentError('resource.unknown');
  return ticket;
}

async function show(
  tenant: Tenant,
  tx: Tx,
  {
    before,
    staff,
    action,
    field,
  }: {
    readonly before: Ticket;
    readonly staff: Staff;
    readonly action: string;
    readonly field: 'assigneeName' | 'priority' | 'status';
  },
): Promise<TurnedTicket> {
  await showChange(tenant, tx, { ticketId: before.id });
  const ticket = await demand(tenant, tx, before.id);
  noteDeed(tenant, tx, {
    ...{ staff, action, subject: `ticket ${ticket.id}` },
    ...{ before: { [field]: before[field] }, after: { [field]: ticket[field] } },
  });
  return { ticket, isChanged: true };
}
