import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isRowId } from '#platform/row-id.js';
import { findCopyAt } from './ticket-copies.js';
import type { TicketMessageKind } from './ticket-messages.js';
import type { TicketStatus } from './ticket-rows.js';

/** A ticket, as the person who opened it sees it. */
export interface OwnTicket {
  readonly id: string;
  readonly title: string;
  readonly status: TicketStatus;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** 1 to 5; null: not rated. */
  readonly rating: number | null;
  readonly ratedAt: Date | null;
}

/** A message of it; notes of the staff are none. */
export interface OwnTicketMessage {
  readonly id: string;
  readonly author: 'person' | 'staff';
  readonly kind: TicketMessageKind;
  /** Words or caption, as Telegram HTML; '' for none. */
  readonly html: string;
  readonly fileId: string | null;
  readonly at: Date;
  readonly isEdited: boolean;
}

interface Owner {
  readonly userId: string;
}

/** Tickets of a page. */
export const ticketsPerPage = 10;
/** Messages of a page: with all their words they fit one message of Telegram. */
export const messagesPerPage = 4;

const own = `
  select id::text, title, status, created_at as "openedAt", closed_at as "closedAt", rating, rated_at as "ratedAt"
  from tickets where bot_id = $1 and user_id = $2`;
const pageText = `${own} and (status = 'closed') = $3 order by tickets.id desc offset $4 limit $5`;
const oneText = `${own} and id = $3`;
const countText = `
  select count(*)::int as count from tickets where bot_id = $1 and user_id = $2 and status <> 'closed'`;

/** A page of a person's tickets that are closed, or are not, newest first, from 1; and whether there are more. */
export async function listOwnTickets(
  { botId }: Tenant,
  tx: Tx,
  { userId, isClosed, page }: Owner & { readonly isClosed: boolean; readonly page: number },
): Promise<{ readonly tickets: readonly OwnTicket[]; readonly hasMore: boolean }> {
  const place = [botId, userId, isClosed, (page - 1) * ticketsPerPage, ticketsPerPage + 1];
  const rows = await tx.sql<OwnTicket>(pageText, place);
  return { tickets: rows.slice(0, ticketsPerPage), hasMore: rows.length > ticketsPerPage };
}

/** One of them; undefined: they have none of that number, which may be anything. */
export async function readOwnTicket(
  { botId }: Tenant,
  tx: Tx,
  { userId, ticketId }: Owner & { readonly ticketId: string },
): Promise<OwnTicket | undefined> {
  if (!isRowId(ticketId)) return undefined;
  return (await tx.sql<OwnTicket>(oneText, [botId, userId, ticketId]))[0];
}

/** How many tickets of the person are not closed. */
export async function countOpenTickets({ botId }: Tenant, tx: Tx, { userId }: Owner): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(countText, [botId, userId]);
  return row?.count ?? 0;
}

const messagesText = `
  select id::text, author, kind, html, file_id as "fileId", created_at as at, edited_at is not null as "isEdited"
  from ticket_messages where bot_id = $1 and ticket_id = $2 and author <> 'note'
  order by ticket_messages.id desc offset $3 limit $4`;

/** A page of a ticket's messages, from 1, the newest page first; within it oldest first. */
export async function listOwnMessages(
  { botId }: Tenant,
  tx: Tx,
  { ticketId, page }: { readonly ticketId: string; readonly page: number },
): Promise<{ readonly messages: readonly OwnTicketMessage[]; readonly hasOlder: boolean }> {
  const place = [botId, ticketId, (page - 1) * messagesPerPage, messagesPerPage + 1];
  const rows = await tx.sql<OwnTicketMessage>(messagesText, place);
  const hasOlder = rows.length > messagesPerPage;
  return { messages: rows.slice(0, messagesPerPage).toReversed(), hasOlder };
}

const isOwn = 'select id::text from tickets where bot_id = $1 and id = $2 and user_id = $3';
const bySource = `
  select ticket.id::text from ticket_messages message
  join tickets ticket on ticket.bot_id = message.bot_id and ticket.id = message.ticket_id
  where message.bot_id = $1 and message.source_chat_id = $2 and message.source_message_id = $3 and ticket.user_id = $4`;

/** The person's ticket that a message of their chat belongs to, be it ours or theirs; undefined: none. */
export async function findTicketOfMessage(
  tenant: Tenant,
  tx: Tx,
  { userId, chatId, messageId }: Owner & { readonly chatId: string; readonly messageId: number },
): Promise<string | undefined> {
  const { botId } = tenant;
  // An answer may be several messages; a reply to any of them is meant for it.
  const copy = await findCopyAt(tenant, tx, { chatId, messageId });
  const [found] = copy
    ? await tx.sql<{ id: string }>(isOwn, [botId, copy.ticketId, userId])
    : await tx.sql<{ id: string }>(bySource, [botId, chatId, messageId, userId]);
  return found?.id;
}

// Two open conversations: nobody can say which one is meant.
const awaited = `
  select id::text, status, last_message_at as "lastMessageAt" from tickets
  where bot_id = $1 and user_id = $2 and status <> 'closed' order by tickets.id desc limit 2`;

/**
 * The one ticket of a person in which the staff wrote last, later than `since`: words that nothing asked for are most likely an answer.
 * Undefined: there is none, or they have several.
 */
export async function findAnsweredTicket(
  { botId }: Tenant,
  tx: Tx,
  { userId, since }: Owner & { readonly since: Date },
): Promise<string | undefined> {
  const rows = await tx.sql<{ id: string; status: TicketStatus; lastMessageAt: Date }>(awaited, [
    botId,
    userId,
  ]);
  const [one, another] = rows;
  if (!one || another || one.status === 'open' || one.lastMessageAt.getTime() < since.getTime())
    return undefined;
  return one.id;
}

/** May the person still say how they were helped, or say otherwise? For a day after they did. */
export const isRateable = ({ status, ratedAt, closedAt }: OwnTicket, at: Date): boolean =>
  status === 'closed' &&
  (ratedAt === null ||
    (closedAt !== null && ratedAt < closedAt) ||
    at.getTime() - ratedAt.getTime() <= dayMs);
