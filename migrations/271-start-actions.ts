import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofPeople: Table['columns'] = {
  start_action: [
    'text',
    'Payload of a link that opens something once the registration is done, such as promo_CODE; null: none',
  ],
};

/** A link that opens something is kept through the steps of registration, beside the one that brought the person. */
export const startActions: Migration = {
  name: '271-start-actions',
  up: (run) => addColumns(run, 'users', ofPeople),
  down: (run) => dropColumns(run, 'users', ofPeople),
};
