import type { Migration } from './migration.js';
import {
  botColumn,
  createTenantTable,
  dropTable,
  idColumn,
  timeColumns,
  type Table,
} from './tenant-table.js';

type Contents = Omit<Table, 'name'>;

const tickets: Contents = {
  meaning: 'What a person has asked those who help the people of a bot, and how it stands',
  columns: {
    ...idColumn,
    ...botColumn,
    user_id: ['bigint not null', 'Who asks'],
    title: ["text not null check (title <> '' and length(title) <= 255)", 'What it is about, plain text'],
    title_key: ["text not null default ''", 'The title as searches compare it'],
    status: [
      "text not null default 'open' check (status in ('open', 'answered', 'pending', 'closed'))",
      'open: the person waits; answered; pending: staff work on it; closed',
    ],
    priority: [
      "text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent'))",
      'How urgent staff find it',
    ],
    assignee_telegram_id: ['bigint', 'Telegram id of who has taken it over'],
    assignee_name: ["text check (assignee_name <> '')", 'Name of who has taken it over; null: nobody'],
    waiting_since: [
      'timestamptz',
      'Since when the person waits for an answer; null: staff answered, or it is closed',
    ],
    reminder_due_at: ['timestamptz', 'When staff are reminded next; null: they are not'],
    reminders: [
      'integer not null default 0 check (reminders >= 0)',
      'How many reminders this wait had so far',
    ],
    escalated_at: ['timestamptz', 'When this wait was told to the owner; null: it was not'],
    last_message_at: ['timestamptz not null', 'When the person or staff wrote last'],
    message_count: [
      'integer not null default 0 check (message_count >= 0)',
      'Messages of it, notes among them',
    ],
    first_answered_at: ['timestamptz', 'When staff answered first; null: not yet'],
    closed_at: ['timestamptz', 'When it was closed; null: it is not'],
    closed_by: [
      "text check (closed_by in ('person', 'staff', 'rule'))",
      'Who closed it; rule: the bot by itself',
    ],
    reopened: ['integer not null default 0 check (reopened >= 0)', 'How often it was opened again'],
    rating: ['integer check (rating between 1 and 5)', 'How the person found the help; null: not said'],
    rating_words: [
      "text check (rating_words <> '' and length(rating_words) <= 1000)",
      'What the person said to it',
    ],
    rated_at: ['timestamptz', 'When the person rated it first'],
    desk_chat_id: ['bigint', 'Chat of staff in which it was shown last'],
    desk_topic_id: ['bigint', 'Its topic in that chat; null: none'],
    desk_state: [
      "text not null default 'none' check (desk_state in ('none', 'topic', 'plain'))",
      'none: not shown to staff yet; topic: in a topic of its own; plain: without one',
    ],
    revision: [
      'integer not null default 1 check (revision > 0)',
      'Rises when its card has something new to show',
    ],
    ...timeColumns,
  },
  constraints: [
    'constraint tickets_pkey primary key (bot_id, id)',
    'constraint tickets_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
    `constraint tickets_closed_together check ((status = 'closed') = (closed_at is not null)
       and (closed_at is null) = (closed_by is null))`,
    `constraint tickets_waits check (waiting_since is null or status in ('open', 'pending'))`,
    'constraint tickets_rated check ((rating is null) = (rated_at is null) and (rating is not null or rating_words is null))',
    'constraint tickets_topic_in_chat check (desk_topic_id is null or desk_chat_id is not null)',
  ],
  indexes: [
    'create index tickets_user on tickets (bot_id, user_id, id)',
    'create index tickets_recent on tickets (bot_id, last_message_at, id)',
    "create index tickets_not_closed on tickets (bot_id, status, id) where status <> 'closed'",
    'create index tickets_waiting on tickets (bot_id, waiting_since) where waiting_since is not null',
    'create index tickets_assignee on tickets (bot_id, assignee_telegram_id) where assignee_telegram_id is not null',
    'create index tickets_reminder on tickets (reminder_due_at) where reminder_due_at is not null',
    'create index tickets_closed on tickets (closed_at) where closed_at is not null',
    'create index tickets_made on tickets (bot_id, created_at)',
    `create unique index tickets_topic on tickets (bot_id, desk_chat_id, desk_topic_id)
       where desk_topic_id is not null`,
  ],
};

const messages: Contents = {
  meaning: 'What a person or staff wrote into a ticket',
  columns: {
    ...idColumn,
    ...botColumn,
    ticket_id: ['bigint not null', 'Ticket that it belongs to'],
    author: [
      "text not null check (author in ('person', 'staff', 'note'))",
      'note: staff among themselves, the person never sees it',
    ],
    author_telegram_id: ['bigint', 'Telegram id of who wrote it; null: by the admin API'],
    author_name: ['text not null', 'Name of who wrote it, as it was then'],
    kind: [
      `text not null check (kind in ('text', 'image', 'document', 'voice', 'video', 'audio', 'animation',
         'video_note', 'sticker'))`,
      'What it is',
    ],
    html: [
      "text not null default '' check (length(html) <= 32768)",
      'Words or caption, as HTML of Telegram; empty: none',
    ],
    search_key: ["text not null default ''", 'Its words as searches compare them'],
    file_id: ["text check (file_id <> '')", 'File of it, as this bot may send it again'],
    file_unique_id: ['text', 'The same file wherever it is sent'],
    file_name: ['text', 'Name of the file, as its sender gave it'],
    mime_type: ['text', 'Kind of the file, as Telegram tells it'],
    file_size: ['bigint check (file_size >= 0)', 'Bytes of the file; null: Telegram does not say'],
    album_id: ['text', 'Album that it is a part of'],
    source_chat_id: ['bigint', 'Chat in which it was written; null: by the admin API'],
    source_message_id: ['bigint', 'Its number in that chat'],
    revision: ['integer not null default 1 check (revision > 0)', 'Rises when its author edits it'],
    edited_at: ['timestamptz', 'When it was edited last; null: never'],
    ...timeColumns,
  },
  constraints: [
    'constraint ticket_messages_pkey primary key (bot_id, id)',
    `constraint ticket_messages_ticket_fkey foreign key (bot_id, ticket_id)
       references tickets (bot_id, id) on delete cascade`,
    'constraint ticket_messages_source check ((source_chat_id is null) = (source_message_id is null))',
  ],
  indexes: [
    'create index ticket_messages_ticket on ticket_messages (bot_id, ticket_id, id)',
    `create unique index ticket_messages_once on ticket_messages (bot_id, source_chat_id, source_message_id)
       where source_chat_id is not null`,
    `create index ticket_messages_writer on ticket_messages (bot_id, author_telegram_id, created_at)
       where author_telegram_id is not null`,
  ],
};

const copies: Contents = {
  meaning: 'A message or card of a ticket as it is, or is to be, in a chat',
  columns: {
    ...idColumn,
    ...botColumn,
    ticket_id: ['bigint not null', 'Ticket that it shows'],
    message_row_id: ['bigint', 'Message that it shows; null: it is the card'],
    kind: ["text not null check (kind in ('message', 'card'))", 'A message, or how the ticket stands'],
    chat_id: ['bigint not null', 'Chat that it is in'],
    message_id: ['bigint', 'Its number in the chat; null: it is not posted'],
    shown_revision: [
      'integer not null default 0 check (shown_revision >= 0)',
      'Which revision of the message or ticket it shows',
    ],
    lost_reason: ['text', 'Why it cannot be posted, in the words of Telegram; null: it can'],
    ...timeColumns,
  },
  constraints: [
    'constraint ticket_copies_pkey primary key (bot_id, id)',
    `constraint ticket_copies_ticket_fkey foreign key (bot_id, ticket_id)
       references tickets (bot_id, id) on delete cascade`,
    `constraint ticket_copies_message_fkey foreign key (bot_id, message_row_id)
       references ticket_messages (bot_id, id) on delete cascade`,
    "constraint ticket_copies_shows check ((kind = 'card') = (message_row_id is null))",
  ],
  indexes: [
    `create unique index ticket_copies_message on ticket_copies (bot_id, message_row_id, chat_id)
       where message_row_id is not null`,
    "create unique index ticket_copies_card on ticket_copies (bot_id, ticket_id, chat_id) where kind = 'card'",
    'create index ticket_copies_ticket on ticket_copies (bot_id, ticket_id, id)',
    `create unique index ticket_copies_place on ticket_copies (bot_id, chat_id, message_id)
       where message_id is not null`,
  ],
};

const blocks: Contents = {
  meaning: 'A person who may not write tickets for a while',
  columns: {
    ...botColumn,
    user_id: ['bigint not null', 'Who may not'],
    until: ['timestamptz', 'Until when; null: until it is lifted'],
    reason: ["text check (reason <> '' and length(reason) <= 500)", 'Why, for staff; null: not said'],
    blocked_by: ["text not null check (blocked_by <> '')", 'Name of who blocked them'],
    ...timeColumns,
  },
  constraints: [
    'constraint ticket_blocks_pkey primary key (bot_id, user_id)',
    'constraint ticket_blocks_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
  ],
  indexes: ['create index ticket_blocks_until on ticket_blocks (until) where until is not null'],
};

const answers: Contents = {
  meaning: 'An answer that staff keep ready',
  columns: {
    ...idColumn,
    ...botColumn,
    word: [
      `text collate "C" not null check (word ~ '^[^[:space:]]{1,32}$' and word = lower(word))`,
      'What staff type to send it, in lower case',
    ],
    title: ["text not null check (title <> '' and length(title) <= 64)", 'What staff read on its button'],
    texts: ['jsonb not null', 'What is sent, as HTML of Telegram, by language'],
    position: ['integer not null default 0', 'Where it stands in the list'],
    is_shown: ['boolean not null default true', 'Do staff see it?'],
    ...timeColumns,
  },
  constraints: [
    'constraint canned_answers_pkey primary key (bot_id, id)',
    'constraint canned_answers_word unique (bot_id, word)',
  ],
  indexes: ['create index canned_answers_sorted on canned_answers (bot_id, position, id)'],
};

/** Tickets of people, what is written in them, where it is shown, and answers that staff keep ready. */
export const supportTickets: Migration = {
  name: '292-tickets',
  up: async (run) => {
    await createTenantTable(run, { name: 'tickets', ...tickets });
    await createTenantTable(run, { name: 'ticket_messages', ...messages });
    await createTenantTable(run, { name: 'ticket_copies', ...copies });
    await createTenantTable(run, { name: 'ticket_blocks', ...blocks });
    await createTenantTable(run, { name: 'canned_answers', ...answers });
  },
  down: async (run) => {
    const names = ['canned_answers', 'ticket_blocks', 'ticket_copies', 'ticket_messages', 'tickets'];
    for (const name of names) await dropTable(name)(run);
  },
};
