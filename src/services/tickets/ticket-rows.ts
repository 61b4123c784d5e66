import type { Tenant, Tx } from '#tenancy/scope.js';

/** open: the person waits. pending: staff work on it. */
export type TicketStatus = 'answered' | 'closed' | 'open' | 'pending';
/** How urgent staff find it. */
export type TicketPriority = 'high' | 'low' | 'normal' | 'urgent';
/** Who closed it; rule: the bot by itself. */
export type TicketCloser = 'person' | 'rule' | 'staff';

/** A ticket as its row has it. */
export interface Ticket {
  readonly id: string;
  readonly userId: string;
  /** Plain text. */
  readonly title: string;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly assigneeTelegramId: string | null;
  readonly assigneeName: string | null;
  /** Since when the person waits for an answer; null: they do not. */
  readonly waitingSince: Date | null;
  readonly reminderDueAt: Date | null;
  /** Reminders of this wait so far. */
  readonly reminders: number;
  /** The last of them, or of an earlier wait; null: there was none. */
  readonly remindedAt: Date | null;
  readonly escalatedAt: Date | null;
  readonly lastMessageAt: Date;
  readonly messageCount: number;
  readonly firstAnsweredAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedBy: TicketCloser | null;
  readonly reopened: number;
  readonly rating: number | null;
  readonly ratingWords: string | null;
  readonly ratedAt: Date | null;
  readonly deskChatId: string | null;
  readonly deskTopicId: string | null;
  readonly deskState: 'none' | 'plain' | 'topic';
  /** What its topic is called in Telegram; null: there is none, or it is not known. */
  readonly deskTopicName: string | null;
  /** Rises when its card has something new to show. */
  readonly revision: number;
  readonly createdAt: Date;
}

/** Who helps: in Telegram, or by the admin API (without an id there). */
export interface Staff {
  readonly telegramId: string | null;
  readonly name: string;
}

const columns = `id::text, user_id::text as "userId", title, status, priority, assignee_telegram_id::text as "assigneeTelegramId",
  assignee_name as "assigneeName", waiting_since as "waitingSince", reminder_due_at as "reminderDueAt", reminders,
  reminded_at as "remindedAt", escalated_at as "escalatedAt", last_message_at as "lastMessageAt", message_count as "messageCount",
  first_answered_at as "firstAnsweredAt", closed_at as "closedAt", closed_by as "closedBy", reopened, rating,
  rating_words as "ratingWords", rated_at as "ratedAt", desk_chat_id::text as "deskChatId", desk_topic_id::text as "deskTopicId",
  desk_state as "deskState", desk_topic_name as "deskTopicName", revision, created_at as "createdAt"`;

const byId = `select ${columns} from tickets where bot_id = $1 and id = $2`;
const lockById = `${byId} for no key update`;

interface Which {
  readonly ticketId: string;
}

/** A ticket; undefined: there is none of that number. */
export async function findTicket(
  { botId }: Tenant,
  tx: Tx,
  { ticketId }: Which,
): Promise<Ticket | undefined> {
  return (await tx.sql<Ticket>(byId, [botId, ticketId]))[0];
}

/** The same, locked until the end of the transaction. A person's row is locked before their tickets, never after. */
export async function lockTicket(
  { botId }: Tenant,
  tx: Tx,
  { ticketId }: Which,
): Promise<Ticket | undefined> {
  return (await tx.sql<Ticket>(lockById, [botId, ticketId]))[0];
}

const ofPlace = `select ${columns} from tickets where bot_id = $1 and desk_chat_id = $2 and desk_topic_id = $3`;

/** The ticket whose topic this is; undefined: it is none of ours. */
export async function findTicketOfTopic(
  { botId }: Tenant,
  tx: Tx,
  { chatId, topicId }: { readonly chatId: string; readonly topicId: number | string },
): Promise<Ticket | undefined> {
  return (await tx.sql<Ticket>(ofPlace, [botId, chatId, topicId]))[0];
}

const listed = `
  select ${columns} from tickets
  where bot_id = $1 and ($2::bigint is null or user_id = $2) and ($3::text[] is null or status = any($3))
  order by tickets.id desc limit $4 offset $5`;
const counted = `
  select count(*)::int as count from tickets
  where bot_id = $1 and ($2::bigint is null or user_id = $2) and ($3::text[] is null or status = any($3))`;

/** Tickets of one page of a list, counted from 1. */
export interface TicketPage {
  readonly tickets: readonly Ticket[];
  /** All of the list. */
  readonly count: number;
}

/** Tickets of a bot or of one person, the newest first; ten a page unless `pageSize` says otherwise. */
export async function listTickets(
  { botId }: Tenant,
  tx: Tx,
  {
    userId,
    statuses,
    page = 1,
    pageSize = 10,
  }: {
    readonly userId?: string | undefined;
    readonly statuses?: readonly TicketStatus[] | undefined;
    readonly page?: number;
    readonly pageSize?: number;
  },
): Promise<TicketPage> {
  const which = [botId, userId ?? null, statuses ?? null];
  const [total] = await tx.sql<{ count: number }>(counted, which);
  const tickets = await tx.sql<Ticket>(listed, [...which, pageSize, (page - 1) * pageSize]);
  return { tickets, count: total?.count ?? 0 };
}

const openOf = `
  select ${columns} from tickets where bot_id = $1 and user_id = $2 and status <> 'closed'
  order by tickets.id desc limit 50`;

/** The tickets of a person that are not closed, the newest first. */
export const listOpenTickets = ({ botId }: Tenant, tx: Tx, userId: string): Promise<Ticket[]> =>
  tx.sql<Ticket>(openOf, [botId, userId]);
