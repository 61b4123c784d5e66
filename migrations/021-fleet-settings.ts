import { appRole } from '#platform/database.js';
import type { Migration } from './migration.js';
import { createTable, dropTable, timeColumns } from './tenant-table.js';

/** What the fleet as a whole remembers; no bot can read it. */
export const fleetSettings: Migration = {
  name: '021-fleet-settings',
  up: async (run) => {
    await createTable(run, {
      name: 'fleet_settings',
      meaning: 'Something the fleet as a whole remembers, such as the hash of the master API token',
      columns: {
        key: ["text not null check (key ~ '^[a-z0-9_.]{1,100}$')", 'Name of the setting'],
        value: ['jsonb not null', 'Its value, never a secret in clear'],
        ...timeColumns,
      },
      constraints: ['constraint fleet_settings_pkey primary key (key)'],
    });
    await run(`revoke all on fleet_settings from ${appRole}`);
  },
  down: dropTable('fleet_settings'),
};
