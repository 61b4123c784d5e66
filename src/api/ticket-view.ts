import { z } from 'zod';
import { id, shownBytes, shownNumber, shownTelegramId, time } from './schemas.js';

export const ticketStatus = z.enum(['open', 'answered', 'pending', 'closed']).meta({
  description: '`open`: the person waits. `pending`: staff work on it. An answer makes it `answered`',
});
export const ticketPriority = z
  .enum(['low', 'normal', 'high', 'urgent'])
  .meta({ description: 'How urgent staff find it' });

/** A ticket in an answer. */
export const ticketView = z
  .object({
    id,
    user_id: id.meta({ description: 'Who asks' }),
    title: z.string().meta({ description: 'Plain text; `—` once the data of the person are erased' }),
    status: ticketStatus,
    priority: ticketPriority,
    assignee_telegram_id: shownTelegramId.nullable(),
    assignee_name: z.string().nullable().meta({ description: 'Who has taken it over; null: nobody' }),
    waiting_since: time
      .nullable()
      .meta({ description: 'Since when the person waits for an answer; null: they do not' }),
    reminders: shownNumber.meta({ description: 'Reminders to staff since the person waits' }),
    reminder_due_at: time
      .nullable()
      .meta({ description: 'When staff are reminded next; null: they are not' }),
    escalated_at: time.nullable().meta({ description: 'When the owner heard that nobody answers' }),
    last_message_at: time,
    message_count: shownNumber.meta({ description: 'Messages, notes among them' }),
    first_answered_at: time.nullable(),
    closed_at: time.nullable(),
    closed_by: z
      .enum(['person', 'staff', 'rule'])
      .nullable()
      .meta({ description: '`rule`: the bot by itself' }),
    reopened: shownNumber.meta({ description: 'How often it was opened again' }),
    rating: shownNumber.nullable().meta({ description: '1 to 5; null: not said' }),
    rating_words: z.string().nullable(),
    rated_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Ticket', description: 'What a user has asked those who help, and how it stands' });

/** A message of a ticket in an answer. */
export const ticketMessageView = z
  .object({
    id,
    author: z
      .enum(['person', 'staff', 'note'])
      .meta({ description: '`note`: staff among themselves, the person never sees it' }),
    author_telegram_id: shownTelegramId.nullable().meta({ description: 'null: written over this API' }),
    author_name: z.string(),
    kind: z.enum([
      ...(['text', 'image', 'document', 'voice', 'video', 'audio', 'animation', 'video_note'] as const),
      'sticker',
    ]),
    html: z.string().meta({ description: 'Words or caption, as HTML of Telegram; empty: none' }),
    has_file: z.boolean().meta({ description: 'Can its file be read (`…/file`)?' }),
    file_name: z.string().nullable(),
    mime_type: z.string().nullable(),
    file_size: shownBytes.nullable(),
    album_id: z.string().nullable().meta({ description: 'Messages of one album have the same' }),
    edited_at: time.nullable(),
    created_at: time,
  })
  .meta({ id: 'TicketMessage', description: 'What was written into a ticket' });
