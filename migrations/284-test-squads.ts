import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const ofSubscriptions: Table['columns'] = {
  test_squads: [
    "uuid[] not null default '{}'",
    'Squads of the panel that its owner tries for a while, beside those that it has: of all offers that were taken and have not ended',
  ],
};

/** What is only tried stands beside what was sold, so that the end of the trying takes away nothing else. */
export const testSquads: Migration = {
  name: '284-test-squads',
  up: (run) => addColumns(run, 'subscriptions', ofSubscriptions),
  down: async (run) => {
    await run(`update subscriptions set provisioned_at = null, panel_revision = panel_revision + 1
      where test_squads <> '{}' and status <> 'pending' and removal_wanted_at is null`);
    await dropColumns(run, 'subscriptions', ofSubscriptions);
  },
};
