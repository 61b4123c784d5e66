import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  words_since: [
    'timestamptz',
    'From when on words about subscriptions were not said, since the bot was switched off; null: none wait',
  ],
} as const;

/** What a bot that is switched off would have said of subscriptions that still run is said when it comes back. */
export const wordsWhileOff: Migration = {
  name: '245-words-while-off',
  up: (run) => addColumns(run, 'bots', columns),
  down: (run) => dropColumns(run, 'bots', columns),
};
