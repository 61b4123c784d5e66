import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const columns: Table['columns'] = {
  was_never_made: [
    'boolean not null default false',
    'Was it taken back before the panel had made it? Then its person has not had it',
  ],
};

/** Who had a subscription is no newcomer any more, also once it is removed; what was never made does not count. */
export const subscriptionsNeverMade: Migration = {
  name: '313-subscriptions-never-made',
  up: (run) => addColumns(run, 'subscriptions', columns),
  down: (run) => dropColumns(run, 'subscriptions', columns),
};
