import type { Tenant, Tx } from '#tenancy/scope.js';
import type { TicketStatus } from './ticket-rows.js';

/** A ticket, as notices tell of it. */
export interface TicketFacts {
  readonly id: string;
  readonly title: string;
  readonly status: TicketStatus;
  readonly closedAt: Date | null;
  /** Since when the person waits for an answer; null: they do not. */
  readonly waitingSince: Date | null;
  readonly reminders: number;
  /** Who has taken it over; null: nobody. */
  readonly assigneeName: string | null;
  /** The forum group and the topic in which it is answered; null: in none. */
  readonly topic: { readonly chatId: string; readonly topicId: string } | null;
  readonly person: {
    readonly telegramId: string;
    readonly username: string | null;
    readonly firstName: string;
    readonly lastName: string | null;
  };
}

const text = `
  select ticket.id::text, ticket.title, ticket.status, ticket.closed_at as "closedAt", ticket.waiting_since as "waitingSince",
    ticket.reminders, ticket.assignee_name as "assigneeName",
    case when ticket.desk_topic_id is not null then jsonb_build_object('chatId', ticket.desk_chat_id::text,
      'topicId', ticket.desk_topic_id::text) end as topic,
    jsonb_build_object('telegramId', person.telegram_id::text, 'username', person.username, 'firstName', person.first_name,
      'lastName', person.last_name) as person
  from tickets as ticket
  join users as person on person.bot_id = $1 and person.id = ticket.user_id
  where ticket.bot_id = $1 and ticket.id = $2`;

/** A ticket with its person; undefined: there is none of that number. */
export async function readTicketFacts(
  { botId }: Tenant,
  tx: Tx,
  ticketId: string,
): Promise<TicketFacts | undefined> {
  const [row] = await tx.sql<TicketFacts>(text, [botId, ticketId]);
  return row;
}
