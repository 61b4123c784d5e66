import type { Migration } from './migration.js';
import { botColumn, createTable, dropTable, idColumn, protectRows, timeColumns } from './tenant-table.js';

/** What the settings and features of each bot were at any time. */
export const botSettingChanges: Migration = {
  name: '030-bot-setting-changes',
  up: async (run) => {
    await createTable(run, {
      name: 'bot_setting_changes',
      meaning:
        'A change of a setting or a feature of a bot; rows are added only, in the order of the changes',
      columns: {
        ...idColumn,
        ...botColumn,
        kind: ["text not null check (kind in ('feature', 'setting'))", 'What was changed'],
        key: ["text not null check (key ~ '^[a-z0-9_.]{1,100}$')", 'Key of the setting or feature'],
        value_before: ['jsonb', 'Its value before, secrets masked; null: it was not set'],
        value_after: ['jsonb', 'Its value since, secrets masked; null: it is not set'],
        actor_kind: [
          "text not null check (actor_kind in ('master', 'person', 'system', 'token'))",
          'Who did it: the master token, a person in Telegram, the system or its operator, an API token of the bot',
        ],
        actor_id: ['text', 'Number of the API token, or Telegram id of the person'],
        actor_name: ['text', 'How the actor is called'],
        ...timeColumns,
      },
      constraints: ['constraint bot_setting_changes_pkey primary key (bot_id, id)'],
      indexes: [
        'create index bot_setting_changes_key on bot_setting_changes (bot_id, kind, key, created_at, id)',
      ],
    });
    await protectRows(run, { table: 'bot_setting_changes', owner: 'bot_id', appMay: 'select, insert' });
    await run(`
      insert into bot_setting_changes (bot_id, kind, key, value_after, actor_kind, created_at)
      select bot_id, 'setting', config_key, config_value, 'system', updated_at from bot_configurations
      union all
      select bot_id, 'feature', feature_key, jsonb_build_object('enabled', enabled, 'config', config), 'system',
        updated_at
      from bot_feature_flags`);
  },
  down: dropTable('bot_setting_changes'),
};
