import { botBounds } from '#platform/bounds.js';
import { now } from '#platform/clock.js';
import { dayMs, minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readTicketBlock } from './ticket-blocks.js';

/** Who writes from outside: a person of the bot. */
export interface TicketPerson {
  readonly id: string;
  readonly telegramId: string;
  readonly firstName: string;
}

const lockPerson = 'select status from users where bot_id = $1 and id = $2 for no key update';

/** Locks a person, so that two of their messages come one after the other; false: the bot takes no word of them. */
export async function lockTicketPerson({ botId }: Tenant, tx: Tx, userId: string): Promise<boolean> {
  const [person] = await tx.sql<{ status: string }>(lockPerson, [botId, userId]);
  return person?.status === 'active';
}

/** Why a person's message is not taken; they are told. */
export type WritingRefusal =
  /** Staff keep them from writing; null: until it is lifted. */
  | { readonly refused: 'blocked'; readonly until: Date | null }
  /** Too much at once; the instant from which on there is room. */
  | { readonly refused: 'flood'; readonly until: Date };

const recent = `
  select count(*)::int as count, min(created_at) as first from (
    select created_at from ticket_messages
    where bot_id = $1 and author_telegram_id = $2 and author = 'person' and created_at > $3
    order by created_at desc limit $4) as latest`;
const opened = `
  select count(*)::int as count, min(created_at) as first from (
    select created_at from tickets where bot_id = $1 and user_id = $2 and created_at > $3
    order by tickets.id desc limit $4) as latest`;

interface Count {
  readonly count: number;
  readonly first: Date | null;
}

/** May a person, who is locked, write into a ticket, or open one? Undefined: they may. */
export async function whyNotWrite(
  tenant: Tenant,
  tx: Tx,
  { person, isOpening }: { readonly person: TicketPerson; readonly isOpening: boolean },
): Promise<WritingRefusal | undefined> {
  const at = now();
  const block = await readTicketBlock(tenant, tx, { userId: person.id });
  if (block) return { refused: 'blocked', until: block.until };
  const { ticketMessagesAMinute: most, ticketsADay } = botBounds;
  const since = new Date(at - minuteMs);
  const [words] = await tx.sql<Count>(recent, [tenant.botId, person.telegramId, since, most]);
  if (words?.first && words.count >= most)
    return { refused: 'flood', until: new Date(words.first.getTime() + minuteMs) };
  if (!isOpening) return undefined;
  const [day] = await tx.sql<Count>(opened, [tenant.botId, person.id, new Date(at - dayMs), ticketsADay]);
  if (day?.first && day.count >= ticketsADay)
    return { refused: 'flood', until: new Date(day.first.getTime() + dayMs) };
  return undefined;
}
