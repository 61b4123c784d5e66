import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofTickets: Table['columns'] = {
  desk_turn_message_id: [
    'bigint check (desk_turn_message_id > 0)',
    'Number of the last message in its chat by which Telegram said that staff closed its topic or opened it; null: none did',
  ],
};

/** A ticket follows its topic when staff close or open that by hand, and knows which of two turns is the later one. */
export const topicTurns: Migration = {
  name: '318-topic-turns',
  up: (run) => addColumns(run, 'tickets', ofTickets),
  down: (run) => dropColumns(run, 'tickets', ofTickets),
};
