import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { htmlText } from '#platform/text-schemas.js';
import { botEndpoint } from './endpoint.js';
import {
  day,
  id,
  pageOf,
  pageQuery,
  queryFlag,
  shownNumber,
  sortBy,
  telegramId,
  text,
  time,
} from './schemas.js';
import { ticketMessageView, ticketPriority, ticketStatus, ticketView } from './ticket-view.js';

const all = '/bots/{bot_id}/tickets';
const path = '/bots/{bot_id}/tickets/{ticket_id}';
const params = z.object({ ticket_id: id });
const written = z.strictObject({
  html: htmlText.meta({
    description: 'HTML of Telegram, at most 3,500 characters',
    examples: ['Try <b>another server</b>.'],
  }),
});
const reason = text(500).optional();

const change = z
  .strictObject({
    priority: ticketPriority,
    status: z.literal('pending').meta({ description: 'Staff work on it; a closed one stays closed' }),
    assignee: z
      .strictObject({
        telegram_id: telegramId.optional().meta({ description: 'Left out: somebody outside of Telegram' }),
        name: text(100),
      })
      .nullable()
      .meta({ description: 'Who has it from now on; null: nobody' }),
  })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

const ratings = z.object({
  count: shownNumber,
  average: z.number().nullable().meta({ description: 'To two decimals; null: nobody rated' }),
  by_stars: z.array(shownNumber).meta({ description: 'How many gave 1, 2, 3, 4 and 5' }),
});

const block = z
  .object({
    user_id: id,
    is_blocked: z.boolean(),
    until: time.nullable().meta({ description: 'null: until it is lifted, or nothing keeps them' }),
    reason: z.string().nullable(),
    blocked_by: z.string().nullable().meta({ description: 'Name of who did it' }),
  })
  .meta({ id: 'TicketBlock', description: 'Whether a user is kept from writing tickets' });
const blockPath = '/bots/{bot_id}/users/{user_id}/ticket-block';
const ofUser = z.object({ user_id: id });

/** What users ask those who help, and what is done about it. */
export const ticketEndpoints = {
  'tickets.answer': botEndpoint({
    method: 'POST',
    path: `${path}/answers`,
    access: 'tenant',
    params,
    body: written,
    output: ticketMessageView,
    status: 201,
    location: `${path}/messages`,
    summary: 'Answer a ticket',
    description:
      'The person gets it from the bot, staff see it in their group, and the ticket is `answered`; a closed one is open again. Send an `Idempotency-Key`: a repeat answers once.',
    errors: ['resource.unknown', 'ticket.full', 'user.deleted'],
  }),
  'tickets.block': botEndpoint({
    method: 'PUT',
    path: blockPath,
    access: 'tenant',
    params: ofUser,
    body: z.strictObject({
      minutes: z
        .int('must be a whole number of minutes')
        .min(1)
        .max(5_256_000)
        .nullable()
        .meta({ description: 'null: until it is lifted' }),
      reason: reason.meta({ description: 'Why; for staff' }),
    }),
    output: block,
    summary: 'Keep a user from writing tickets for a while',
    description:
      'Concerns tickets alone; all else in the bot stays open to them. Replaces a block that holds.',
    errors: ['resource.unknown'],
  }),
  'tickets.close': botEndpoint({
    method: 'POST',
    path: `${path}/close`,
    access: 'tenant',
    params,
    body: z.strictObject({ reason: reason.meta({ description: 'Why; for the audit log' }) }),
    output: ticketView,
    summary: 'Close a ticket',
    description: 'A new word of the person opens it again. Closing a closed one changes nothing.',
    errors: ['resource.unknown'],
  }),
  'tickets.get': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    params,
    output: ticketView,
    etag: 'gives',
    summary: 'Read a ticket',
    errors: ['resource.unknown'],
  }),
  'tickets.list': botEndpoint({
    method: 'GET',
    path: all,
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      sort: sortBy('id', 'last_message_at'),
      status: ticketStatus.optional(),
      priority: ticketPriority.optional(),
      user_id: id.optional(),
      assignee_telegram_id: telegramId.optional(),
      is_waiting: queryFlag.optional().meta({ description: 'Does the person wait for an answer?' }),
      created_from: time.optional(),
      created_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      search: text(200).optional().meta({
        description:
          'Part of the title or of what was written, notes among it; capitals, signs, digits of any keyboard, Arabic letters for Persian ones and half-spaces make no difference. Looks through the 5,000 tickets in which was written last, and finds a thousand at most',
      }),
    }),
    output: pageOf(ticketView),
    summary: 'List the tickets',
    description: `A ticket has at most ${botBounds.messagesOfTicket} messages. A person writes at most ${botBounds.ticketMessagesAMinute} in a minute, and opens ${botBounds.ticketsADay} tickets in a day.`,
    errors: ['cursor.invalid'],
  }),
  'tickets.message-file': botEndpoint({
    method: 'GET',
    path: `${path}/messages/{message_id}/file`,
    access: 'tenant',
    params: z.object({ ticket_id: id, message_id: id }),
    output: z.object({
      file_name: z.string().nullable(),
      mime_type: z.string().nullable(),
      base64: z.string().meta({ description: 'The bytes of the file' }),
    }),
    summary: 'Read the file of a message',
    description: 'Asked of Telegram each time, which the bot must reach; files of up to 3 MB.',
    errors: ['resource.unknown', 'ticket.file_gone', 'ticket.file_too_large'],
  }),
  'tickets.messages': botEndpoint({
    method: 'GET',
    path: `${path}/messages`,
    access: 'tenant',
    params,
    query: z.object({ ...pageQuery, sort: sortBy('id') }),
    output: pageOf(ticketMessageView),
    summary: 'List what was written into a ticket',
    errors: ['cursor.invalid', 'resource.unknown'],
  }),
  'tickets.note': botEndpoint({
    method: 'POST',
    path: `${path}/notes`,
    access: 'tenant',
    params,
    body: written,
    output: ticketMessageView,
    status: 201,
    location: `${path}/messages`,
    summary: 'Write a note that staff alone see',
    errors: ['resource.unknown', 'ticket.full', 'user.deleted'],
  }),
  'tickets.read-block': botEndpoint({
    method: 'GET',
    path: blockPath,
    access: 'tenant',
    params: ofUser,
    output: block,
    summary: 'Read whether a user is kept from writing tickets',
    errors: ['resource.unknown'],
  }),
  'tickets.reopen': botEndpoint({
    method: 'POST',
    path: `${path}/reopen`,
    access: 'tenant',
    params,
    output: ticketView,
    summary: 'Open a closed ticket again',
    description: 'It is `open` if the person wrote last, else `answered`.',
    errors: ['resource.unknown'],
  }),
  'tickets.statistics': botEndpoint({
    method: 'GET',
    path: `${all}/statistics`,
    access: 'tenant',
    query: z.object({
      from: day.optional().meta({ description: 'First day; left out: 30 days up to `to`' }),
      to: day.optional().meta({ description: 'Last day; left out: today' }),
    }),
    output: z.object({
      from: day,
      to: day,
      time_zone: z.string(),
      opened: shownNumber.meta({ description: 'In these days, as all below that has a day' }),
      closed: shownNumber.meta({ description: 'Closed then, and closed still' }),
      answered_first: shownNumber.meta({ description: 'Of the opened ones: with an answer by now' }),
      first_answer_seconds: shownNumber
        .nullable()
        .meta({ description: 'Of these the median time from opening to the first answer' }),
      ratings,
      now: z.object({
        open: shownNumber,
        answered: shownNumber,
        pending: shownNumber,
        waiting: shownNumber.meta({ description: 'People who wait for an answer' }),
        longest_wait_since: time.nullable(),
      }),
    }),
    summary: 'Count the tickets of some days',
    description: "By the bot's time zone. At most 366 days.",
    errors: ['stats.period'],
  }),
  'tickets.unblock': botEndpoint({
    method: 'DELETE',
    path: blockPath,
    access: 'tenant',
    params: ofUser,
    summary: 'Let a user write tickets again',
    errors: ['resource.unknown'],
  }),
  'tickets.update': botEndpoint({
    method: 'PUT',
    path,
    access: 'tenant',
    params,
    body: change,
    output: ticketView,
    etag: 'checks',
    summary: 'Change the priority of a ticket, who has it, or that it is worked on',
    errors: ['resource.unknown'],
  }),
} as const;
