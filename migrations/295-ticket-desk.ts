import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofCopies: Table['columns'] = {
  rest_message_ids: [
    "bigint[] not null default '{}'",
    'Numbers of the messages that go on where one does not hold it all',
  ],
  menu: [
    "text not null default '' check (length(menu) <= 20)",
    'Which buttons a card shows; empty: those of every day',
  ],
};

const ofTickets: Table['columns'] = {
  desk_topic_name: [
    'text check (length(desk_topic_name) <= 128)',
    'What its topic is called in Telegram; null: it has none, or the name is not known',
  ],
};

/** Long messages of tickets are several in a chat; cards turn to other buttons; topics are named after what became of the ticket. */
export const ticketDesk: Migration = {
  name: '295-ticket-desk',
  up: async (run) => {
    await addColumns(run, 'ticket_copies', ofCopies);
    await addColumns(run, 'tickets', ofTickets);
    // Few messages have more than one part, and staff may reply to any of them.
    await run(
      `create index ticket_copies_long on ticket_copies (bot_id, chat_id) where rest_message_ids <> '{}'`,
    );
    await run(
      `create index ticket_messages_album on ticket_messages (bot_id, source_chat_id, album_id) where album_id is not null`,
    );
  },
  down: async (run) => {
    await run('drop index ticket_messages_album');
    await run('drop index ticket_copies_long');
    await dropColumns(run, 'tickets', ofTickets);
    await dropColumns(run, 'ticket_copies', ofCopies);
  },
};
