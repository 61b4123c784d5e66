import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  expiry_told_for: ['timestamptz', 'The end whose coming the owner was told of; null: of none'],
  limit_told_at: [
    'timestamptz',
    'When the owner was told that the traffic is used up; null: not since it last flowed',
  ],
} as const;

/** What people were told of their accounts on the panel, and how an account of the panel is found by its name. */
export const panelNotices: Migration = {
  name: '071-panel-notices',
  up: async (run) => {
    await addColumns(run, 'subscriptions', columns);
    await run('create unique index subscriptions_panel_username on subscriptions (bot_id, panel_username)');
  },
  down: async (run) => {
    await run('drop index subscriptions_panel_username');
    await dropColumns(run, 'subscriptions', columns);
  },
};
