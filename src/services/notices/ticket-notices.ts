import { z } from 'zod';
import { notice } from './notice-contract.js';

const rowId = z.string().regex(/^[1-9]\d{0,18}$/);
const aboutReminder = z.object({ ticket_id: rowId, reminder: z.number().int().min(1) });
const aboutOwn = z.object({ ticket_id: rowId, user_id: rowId });

const reason = z.string().max(1_000);

/** What is said of tickets, alphabetical; a part of the catalogue. */
export const ticketNotices = {
  /** It was closed by somebody else than the person; `closed`: when, since it may be opened and closed again. */
  ticket_closed: notice({
    to: ['person'],
    when: 'at_once',
    about: aboutOwn.extend({ closed: z.iso.datetime(), by: z.enum(['rule', 'staff']) }),
    once: { per: ({ ticket_id, closed }) => `${ticket_id} ${closed}`, again: 'never' },
  }),
  /** Nobody has answered a person after several reminders: those who run the bot hear of it one by one. */
  ticket_escalated: notice({
    to: ['admins', 'runners'],
    when: 'at_once',
    topic: 'ticket_topic_id',
    about: aboutReminder,
    once: { per: ({ ticket_id, reminder }) => `${ticket_id} ${reminder}`, again: { afterMinutes: 60 } },
    usefulHours: 24,
  }),
  /** The group of staff does not take tickets as it should, in the words of Telegram: what it cannot take, each of them gets in private. */
  ticket_group_trouble: notice({
    to: ['reviewers'],
    isPrivate: true,
    when: 'at_once',
    about: z.object({ chat_id: z.string(), reason }),
    once: { per: ({ chat_id }) => chat_id, again: { afterMinutes: 1_440 } },
    usefulHours: 24,
  }),
  /** A person waits for an answer longer than they shall. */
  ticket_waits: notice({
    to: ['admins'],
    when: 'at_once',
    topic: 'ticket_topic_id',
    isUrgent: true,
    about: aboutReminder,
    usefulHours: 24,
  }),
} as const;
