import type { EndpointOutput } from '#api/endpoint.js';
import type { ticketEndpoints } from '#api/tickets.js';
import type { SupportTicketMessage } from '#models/support-ticket-message.js';
import type { SupportTicket } from '#models/support-ticket.js';
import type { TicketBlock } from '#services/tickets/ticket-blocks.js';
import type { TicketCounts } from '#services/tickets/count-tickets.js';

type Contract = typeof ticketEndpoints;
export type SupportTicketView = EndpointOutput<Contract['tickets.get']>;
type MessageView = EndpointOutput<Contract['tickets.answer']>;
type BlockView = EndpointOutput<Contract['tickets.read-block']>;
type CountsView = Omit<EndpointOutput<Contract['tickets.statistics']>, 'from' | 'time_zone' | 'to'>;

const at = (instant: Date | null): string | null => instant?.toISOString() ?? null;

/** A ticket as the contract has it. */
export const presentTicket = (row: SupportTicket): SupportTicketView => ({
  id: row.id,
  user_id: row.userId,
  title: row.title,
  status: row.status,
  priority: row.priority,
  assignee_telegram_id: row.assigneeTelegramId,
  assignee_name: row.assigneeName,
  waiting_since: at(row.waitingSince),
  reminders: row.reminders,
  reminder_due_at: at(row.reminderDueAt),
  escalated_at: at(row.escalatedAt),
  last_message_at: row.lastMessageAt.toISOString(),
  message_count: row.messageCount,
  first_answered_at: at(row.firstAnsweredAt),
  closed_at: at(row.closedAt),
  closed_by: row.closedBy,
  reopened: row.reopened,
  rating: row.rating,
  rating_words: row.ratingWords,
  rated_at: at(row.ratedAt),
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** A message of a ticket. */
export const presentMessage = (row: SupportTicketMessage): MessageView => ({
  id: row.id,
  author: row.author,
  author_telegram_id: row.authorTelegramId,
  author_name: row.authorName,
  kind: row.kind,
  html: row.html,
  has_file: row.fileId !== null,
  file_name: row.fileName,
  mime_type: row.mimeType,
  file_size: row.fileSize === null ? null : Number(row.fileSize),
  album_id: row.albumId,
  edited_at: at(row.editedAt),
  created_at: row.createdAt.toISOString(),
});

/** Whether somebody is kept from writing tickets; undefined: nothing does. */
export const presentBlock = (userId: string, block: TicketBlock | undefined): BlockView => ({
  user_id: userId,
  is_blocked: block !== undefined,
  until: at(block?.until ?? null),
  reason: block?.reason ?? null,
  blocked_by: block?.blockedBy ?? null,
});

/** Figures of tickets. */
export function presentCounts(counts: TicketCounts): CountsView {
  const count = counts.byStars.reduce((sum, one) => sum + one, 0);
  const stars = counts.byStars.reduce((sum, one, index) => sum + one * (index + 1), 0);
  return {
    opened: counts.opened,
    closed: counts.closed,
    answered_first: counts.answeredFirst,
    first_answer_seconds: counts.firstAnswerSeconds,
    ratings: {
      count,
      average: count === 0 ? null : Math.round((stars / count) * 100) / 100,
      by_stars: [...counts.byStars],
    },
    now: {
      open: counts.open,
      answered: counts.answered,
      pending: counts.pending,
      waiting: counts.waiting,
      longest_wait_since: at(counts.longestWaitSince),
    },
  };
}
