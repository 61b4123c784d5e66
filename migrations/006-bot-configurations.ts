import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

/** The settings of each bot. */
export const botConfigurations: Migration = {
  name: '006-bot-configurations',
  up: (run) =>
    createTenantTable(run, {
      name: 'bot_configurations',
      meaning: 'A setting of a bot; no row means the default of the catalogue',
      columns: {
        ...botColumn,
        config_key: ["text not null check (config_key ~ '^[a-z0-9_.]{1,100}$')", 'Key of the setting'],
        config_value: ['jsonb not null', 'Its value'],
        ...timeColumns,
      },
      constraints: ['constraint bot_configurations_pkey primary key (bot_id, config_key)'],
    }),
  down: dropTable('bot_configurations'),
};
