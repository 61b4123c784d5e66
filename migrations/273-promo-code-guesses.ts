import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofPeople: Table['columns'] = {
  wrong_code_count: [
    'integer not null default 0 check (wrong_code_count >= 0)',
    'Promo codes that nobody knows, which the person sent since wrong_code_since',
  ],
  wrong_code_since: ['timestamptz', 'When the first of them came; null: none did'],
};

/** Who guesses at promo codes is made to wait. */
export const promoCodeGuesses: Migration = {
  name: '273-promo-code-guesses',
  up: (run) => addColumns(run, 'users', ofPeople),
  down: (run) => dropColumns(run, 'users', ofPeople),
};
