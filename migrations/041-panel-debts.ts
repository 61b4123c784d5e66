import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  panel_revision: [
    'bigint not null default 1',
    'Raised by every change that the panel must take over; provisioned_at is set only for the revision that was taken over',
  ],
  reissue_wanted_at: [
    'timestamptz',
    'When a new link was asked for that the panel has not made yet; null: none',
  ],
  removal_wanted_at: [
    'timestamptz',
    'When the account on the panel was given up for good; it is removed, and the row is never used again',
  ],
} as const;
const indexes = [
  'subscriptions_ends on subscriptions (bot_id, ends_at, id)',
  'subscriptions_status on subscriptions (bot_id, status, id)',
];

/** What a change of a subscription leaves owed to the panel, and what lists of subscriptions are found by. */
export const panelDebts: Migration = {
  name: '041-panel-debts',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    for (const index of indexes) await run(`create index ${index}`);
  },
  down: async (run) => {
    for (const index of indexes) await run(`drop index ${index.split(' ')[0] as string}`);
    await dropColumns(run, 'subscriptions', columns);
  },
};
