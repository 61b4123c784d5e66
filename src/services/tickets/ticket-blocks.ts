import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { noteDeed } from './note-deed.js';
import { showChange } from './show-change.js';
import { listOpenTickets, type Staff } from './ticket-rows.js';

/** That a person may not write tickets. */
export interface TicketBlock {
  readonly userId: string;
  /** Null: until it is lifted. */
  readonly until: Date | null;
  readonly reason: string | null;
  /** Name of who blocked them. */
  readonly blockedBy: string;
}

const columns = `user_id::text as "userId", until, reason, blocked_by as "blockedBy"`;
const read = `
  select ${columns} from ticket_blocks
  where bot_id = $1 and user_id = $2 and (until is null or until > $3)`;

/** Whether a person may not write tickets now; undefined: they may. */
export async function readTicketBlock(
  { botId }: Tenant,
  tx: Tx,
  { userId }: { readonly userId: string },
): Promise<TicketBlock | undefined> {
  return (await tx.sql<TicketBlock>(read, [botId, userId, new Date(now())]))[0];
}

const lockPerson = 'select id from users where bot_id = $1 and id = $2 for no key update';
const block = `
  insert into ticket_blocks (bot_id, user_id, until, reason, blocked_by) values ($1, $2, $3, $4, $5)
  on conflict (bot_id, user_id) do update
    set until = excluded.until, reason = excluded.reason, blocked_by = excluded.blocked_by, updated_at = clock_timestamp()
  returning ${columns}`;
const unblock = 'delete from ticket_blocks where bot_id = $1 and user_id = $2 returning until';

/** Whom, how long in minutes (null: until it is lifted), why, and who does it. */
export interface NewTicketBlock {
  readonly userId: string;
  readonly minutes: number | null;
  readonly reason?: string | null;
  readonly by: Staff;
}

/**
 * Keeps a person from opening tickets and writing into them, from now on; what they have in the bot besides stays as it is. A block that
 * holds already is replaced. Throws PermanentError 'resource.unknown'.
 */
export async function blockFromTickets(
  tenant: Tenant,
  tx: Tx,
  { userId, minutes, reason, by }: NewTicketBlock,
): Promise<TicketBlock> {
  const { botId } = tenant;
  await demandPerson(tenant, tx, userId);
  const until = minutes === null ? null : new Date(now() + minutes * minuteMs);
  const why = reason?.trim().slice(0, 500);
  const [row] = await tx.sql<TicketBlock>(block, [botId, userId, until, why ? why : null, nameOf(by)]);
  if (!row) throw new PermanentError('resource.unknown');
  noteDeed(tenant, tx, {
    staff: by,
    action: 'ticket.block',
    subject: `user ${userId}`,
    after: { until, reason: row.reason },
  });
  await showAll(tenant, tx, userId);
  return row;
}

/** Lets a person write tickets again. Returns whether something kept them from it. */
export async function unblockFromTickets(
  tenant: Tenant,
  tx: Tx,
  { userId, by }: { readonly userId: string; readonly by: Staff },
): Promise<boolean> {
  await demandPerson(tenant, tx, userId);
  const [gone] = await tx.sql<{ until: Date | null }>(unblock, [tenant.botId, userId]);
  if (!gone) return false;
  noteDeed(tenant, tx, {
    staff: by,
    action: 'ticket.unblock',
    subject: `user ${userId}`,
    before: { until: gone.until },
  });
  await showAll(tenant, tx, userId);
  return true;
}

async function demandPerson({ botId }: Tenant, tx: Tx, userId: string): Promise<void> {
  const [person] = await tx.sql(lockPerson, [botId, userId]);
  if (!person) throw new PermanentError('resource.unknown');
}

/** The cards of their tickets say it. */
async function showAll(tenant: Tenant, tx: Tx, userId: string): Promise<void> {
  for (const { id } of await listOpenTickets(tenant, tx, userId))
    await showChange(tenant, tx, { ticketId: id });
}

const nameOf = ({ name }: Staff): string => name.slice(0, 200) || '?';
