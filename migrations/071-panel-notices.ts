import type { Migration } from './migration.js';

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
    for (const [name, [definition, meaning]] of Object.entries(columns)) {
      await run(`alter table subscriptions add column ${name} ${definition}`);
      await run(`comment on column subscriptions.${name} is '${meaning}'`);
    }
    await run('create unique index subscriptions_panel_username on subscriptions (bot_id, panel_username)');
  },
  down: async (run) => {
    await run('drop index subscriptions_panel_username');
    for (const name of Object.keys(columns)) await run(`alter table subscriptions drop column ${name}`);
  },
};
