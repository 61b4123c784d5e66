import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A message or card of a ticket as it is, or is to be, in a chat. */
export interface TicketCopy {
  readonly id: string;
  readonly ticketId: string;
  /** Null: it is the card. */
  readonly messageRowId: string | null;
  readonly kind: 'card' | 'message';
  readonly chatId: string;
  /** Numbers of its messages in the chat, in their order; none: nothing of it is posted. */
  readonly posted: readonly number[];
  /** 0: it is not posted, or not all of it. */
  readonly shownRevision: number;
  readonly menu: string;
  readonly lostReason: string | null;
}

interface Row extends Omit<TicketCopy, 'posted'> {
  readonly messageId: string | null;
  readonly restMessageIds: readonly string[];
}

const columns = `id::text, ticket_id::text as "ticketId", message_row_id::text as "messageRowId", kind, chat_id::text as "chatId",
  message_id::text as "messageId", rest_message_ids::text[] as "restMessageIds", shown_revision as "shownRevision", menu,
  lost_reason as "lostReason"`;

const toCopy = ({ messageId, restMessageIds, ...row }: Row): TicketCopy => ({
  ...row,
  posted: messageId === null ? [] : [messageId, ...restMessageIds].map(Number),
});

const byId = `select ${columns} from ticket_copies where bot_id = $1 and id = $2`;

/** A copy by the number of its row. */
export async function findCopy({ botId }: Tenant, tx: Tx, id: string): Promise<TicketCopy | undefined> {
  const [row] = await tx.sql<Row>(byId, [botId, id]);
  return row && toCopy(row);
}

const byPlace = `
  select ${columns} from ticket_copies where bot_id = $1 and chat_id = $2 and message_id = $3
  union all
  select ${columns} from ticket_copies
  where bot_id = $1 and chat_id = $2 and rest_message_ids <> '{}' and $3 = any(rest_message_ids)
  limit 1`;

/** The copy that a message in a chat is, or is a part of; undefined: it is none of a ticket. */
export async function findCopyAt(
  { botId }: Tenant,
  tx: Tx,
  { chatId, messageId }: { readonly chatId: string; readonly messageId: number },
): Promise<TicketCopy | undefined> {
  const [row] = await tx.sql<Row>(byPlace, [botId, chatId, messageId]);
  return row && toCopy(row);
}

// One look: the number is noted either before it or after it.
const tapped = `
  select ${columns} from ticket_copies
  where bot_id = $1 and ticket_id = $2 and chat_id = $3 and kind = 'card'
    and (message_id = $4 or (message_id is null and lost_reason is null))
  order by message_id nulls last limit 1`;

/**
 * The card of a ticket that has this number in a chat; while its number is not noted yet, the one that is being posted. Undefined: it is
 * none of this ticket.
 */
export async function findTappedCard(
  { botId }: Tenant,
  tx: Tx,
  { ticketId, chatId, messageId }: Pick<TicketCopy, 'chatId' | 'ticketId'> & { readonly messageId: number },
): Promise<TicketCopy | undefined> {
  const [row] = await tx.sql<Row>(tapped, [botId, ticketId, chatId, messageId]);
  return row && toCopy(row);
}

const due = `
  select ${columns} from ticket_copies
  where bot_id = $1 and ticket_id = $2 and chat_id = $3 and shown_revision = 0 and lost_reason is null
  order by kind = 'message', ticket_copies.id limit 20`;

/** What a chat has not seen of a ticket yet: the card, then messages in their order; twenty at most. */
export async function listDueCopies(
  { botId }: Tenant,
  tx: Tx,
  { ticketId, chatId }: Pick<TicketCopy, 'chatId' | 'ticketId'>,
): Promise<TicketCopy[]> {
  return (await tx.sql<Row>(due, [botId, ticketId, chatId])).map(toCopy);
}

const post = `
  update ticket_copies set message_id = $3, rest_message_ids = $4, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** What is posted of a copy by now. */
export async function noteCopyPosted(
  { botId }: Tenant,
  tx: Tx,
  { id, posted }: Pick<TicketCopy, 'id' | 'posted'>,
): Promise<void> {
  await tx.sql(post, [botId, id, posted[0] ?? null, posted.slice(1)]);
}

const show = `
  update ticket_copies set shown_revision = $3, updated_at = clock_timestamp() where bot_id = $1 and id = $2`;

/** A copy shows a revision, all of it. */
export async function noteShown(
  { botId }: Tenant,
  tx: Tx,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<void> {
  await tx.sql(show, [botId, id, revision]);
}

const lose = `
  update ticket_copies set lost_reason = $3, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and lost_reason is null returning id`;

/** A copy cannot be posted; false: that was noted before. */
export async function noteCopyLost(
  { botId }: Tenant,
  tx: Tx,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<boolean> {
  return (await tx.sql(lose, [botId, id, reason.slice(0, 500)])).length > 0;
}

const forget = `delete from ticket_copies where bot_id = $1 and id = $2 and kind = 'card'`;

/** A card that could not be posted is made anew with the next change of its ticket. */
export async function forgetCard({ botId }: Tenant, tx: Tx, { id }: Pick<TicketCopy, 'id'>): Promise<void> {
  await tx.sql(forget, [botId, id]);
}

const before = `
  select lost_reason is not null as "isLost" from ticket_copies
  where bot_id = $1 and ticket_id = $2 and chat_id = $3 and ticket_copies.id < $4 and kind = 'message'
  order by ticket_copies.id desc limit 1`;

/** Could the message before this one not be posted in its chat either? */
export async function wasLostBefore(
  { botId }: Tenant,
  tx: Tx,
  { ticketId, chatId, id }: TicketCopy,
): Promise<boolean> {
  const [row] = await tx.sql<{ isLost: boolean }>(before, [botId, ticketId, chatId, id]);
  return row?.isLost ?? false;
}

const turn = `
  update ticket_copies set menu = $3, updated_at = clock_timestamp() where bot_id = $1 and id = $2 returning id`;

/** A card shows other buttons from now on. */
export async function turnCard(
  tenant: Tenant,
  tx: Tx,
  { id, chatId }: Pick<TicketCopy, 'chatId' | 'id'>,
  menu: string,
): Promise<void> {
  await tx.sql(turn, [tenant.botId, id, menu]);
  await putCopy(tenant, { id, chatId });
}

/** Brings a copy to its present state once the transaction is committed. */
export const putCopy = (tenant: Tenant, { id, chatId }: Pick<TicketCopy, 'chatId' | 'id'>): Promise<void> =>
  enqueue(tenant, 'ticket.put', { chat_id: chatId, row_id: id });

const dropMoved = `
  delete from ticket_copies old using ticket_copies fresh
  where old.bot_id = $1 and old.ticket_id = $2 and old.chat_id = $3 and old.shown_revision = 0
    and fresh.bot_id = $1 and fresh.ticket_id = $2 and fresh.chat_id = $4
    and fresh.message_row_id is not distinct from old.message_row_id`;
const moveRest = `
  update ticket_copies set chat_id = $4, message_id = null, rest_message_ids = '{}', updated_at = clock_timestamp()
  where bot_id = $1 and ticket_id = $2 and chat_id = $3 and shown_revision = 0`;

/** A group became a supergroup: what was not posted in the one is to be posted in the other. */
export async function moveCopies(
  { botId }: Tenant,
  tx: Tx,
  { ticketId, from, to }: { readonly ticketId: string; readonly from: string; readonly to: string },
): Promise<void> {
  const values = [botId, ticketId, from, to];
  await tx.sql(dropMoved, values);
  await tx.sql(moveRest, values);
}
