import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { saidByTelegram, toPerson } from './notice-parts.js';

const aboutReminder = z.object({ ticket_id: rowNumber, reminder: z.number().int().min(1) });
const aboutOwn = z.object({ ticket_id: rowNumber, user_id: rowNumber });

/** What is said of tickets, alphabetical; a part of the catalogue. */
export const ticketNotices = {
  /** It was closed by somebody else than the person; `closed`: when, since it may be opened and closed again. */
  ticket_closed: notice({
    ...toPerson,
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
    about: z.object({ chat_id: z.string(), reason: saidByTelegram }),
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
