import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  panel_username: [
    'text',
    'Name of the account on the panel, made from bot and subscription before the first call',
  ],
  panel_user_id: [
    'bigint',
    'Number of the account on the panel (3.x; panel_user_uuid: 2.x); null: not known',
  ],
  panel_claim: ['text', 'The run of a job that is calling the panel for this row; null: none'],
  panel_claimed_at: ['timestamptz', 'When that run claimed the row; an old claim is a dead run'],
  panel_fault: ['text', 'Why the panel refused this row for good; null: it did not'],
  panel_retry_at: ['timestamptz', 'Earliest time at which a refused row is tried again; null: at once'],
  panel_status: [
    "text check (panel_status in ('ACTIVE', 'DISABLED', 'LIMITED', 'EXPIRED'))",
    'How the panel stood to the account at the last look',
  ],
  panel_devices: [
    "jsonb check (jsonb_typeof(panel_devices) = 'array')",
    'Devices at the last look: key, hwid, platform, os, model, app, added_at; null: never looked',
  ],
  panel_devices_seen_at: ['timestamptz', 'When the devices were last read'],
  traffic_reset_wanted_at: [
    'timestamptz',
    'When the used traffic was to be set to zero and the panel has not done it yet; null: nothing is owed',
  ],
  first_connected_at: ['timestamptz', 'When the account was first used; null: not yet'],
} as const;
const indexes = [
  'subscriptions_panel_seen on subscriptions (bot_id, panel_seen_at, id) where panel_username is not null and removal_wanted_at is null',
];

/** What the fleet knows of the accounts on the panel. */
export const panelAccounts: Migration = {
  name: '070-panel-accounts',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    for (const index of indexes) await run(`create index ${index}`);
  },
  down: async (run) => {
    for (const index of indexes) await run(`drop index ${index.split(' ')[0] as string}`);
    await dropColumns(run, 'subscriptions', columns);
  },
};
