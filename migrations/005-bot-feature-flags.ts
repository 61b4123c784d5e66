import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

/** What is switched on in each bot. */
export const botFeatureFlags: Migration = {
  name: '005-bot-feature-flags',
  up: (run) =>
    createTenantTable(run, {
      name: 'bot_feature_flags',
      meaning: 'A feature of a bot, on or off; no row means the default of the catalogue',
      columns: {
        ...botColumn,
        feature_key: ["text not null check (feature_key ~ '^[a-z0-9_]{1,64}$')", 'Key of the feature'],
        enabled: ['boolean not null default false', 'Is it on?'],
        config: [
          "jsonb not null default '{}' check (jsonb_typeof(config) = 'object')",
          'Settings of the feature',
        ],
        ...timeColumns,
      },
      constraints: ['constraint bot_feature_flags_pkey primary key (bot_id, feature_key)'],
    }),
  down: dropTable('bot_feature_flags'),
};
