import { dayMs } from '#platform/units.js';
import type { Ticket, TicketPriority, TicketStatus } from './ticket-rows.js';
import type { TicketValues } from './read-ticket-values.js';
import { afterWork, type WorkingHours } from './working-time.js';

/** What says when a ticket is looked at next. */
export interface TicketTimes {
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  /** Since when the person waits for an answer; null: they do not. */
  readonly waitingSince: Date | null;
  /** Reminders that were sent since then. */
  readonly reminders: number;
  /** The last of them, or the last message. */
  readonly lastAt: Date;
}

/** They of a ticket as it is now. */
export const timesOf = (ticket: Ticket): TicketTimes => {
  const { waitingSince, reminders, remindedAt, lastMessageAt } = ticket;
  const isReminded = waitingSince !== null && reminders > 0;
  return { ...ticket, lastAt: isReminded ? (remindedAt ?? waitingSince) : lastMessageAt };
};

const hoursOf = (values: TicketValues): WorkingHours => ({
  from: values.ticket_work_from,
  to: values.ticket_work_to,
  days: values.ticket_work_days,
  timeZone: values.time_zone,
});

/**
 * When a ticket is looked at next: the reminder that somebody waits (in half the time where it is urgent), or its end where the person
 * leaves an answer without one. Null: never.
 */
export function dueTime(times: TicketTimes, values: TicketValues): Date | null {
  const { status, priority, waitingSince, reminders, lastAt } = times;
  if (status === 'closed') return null;
  if (waitingSince === null) {
    const days = values.ticket_close_days;
    return days === 0 || status !== 'answered' ? null : new Date(lastAt.getTime() + days * dayMs);
  }
  if (!values.ticket_sla) return null;
  const isFirst = reminders === 0;
  const minutes = isFirst ? values.ticket_sla_minutes : values.ticket_sla_repeat_minutes;
  const counted = priority === 'urgent' ? Math.max(1, Math.floor(minutes / 2)) : minutes;
  return new Date(afterWork((isFirst ? waitingSince : lastAt).getTime(), counted, hoursOf(values)));
}
