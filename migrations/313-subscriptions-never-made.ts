import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const columns: Table['columns'] = {
  was_never_made: [
    'boolean not null default false',
    'Was it taken back before the panel had made it? Then its person has not had it',
  ],
};

const neverMade = `
  update subscriptions set was_never_made = true
  where removal_wanted_at is not null and panel_user_id is null and panel_user_uuid is null`;

/**
 * Who had a subscription is no newcomer any more, also once it is removed; what was never made does not count, also of what was
 * taken back before.
 */
export const subscriptionsNeverMade: Migration = {
  name: '313-subscriptions-never-made',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    await run(neverMade);
  },
  down: (run) => dropColumns(run, 'subscriptions', columns),
};
