import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** What each bot sells. */
export const botPlans: Migration = {
  name: '007-bot-plans',
  up: (run) =>
    createTenantTable(run, {
      name: 'bot_plans',
      meaning: 'A plan that a bot sells',
      columns: {
        ...idColumn,
        ...botColumn,
        name: ["text not null check (name <> '' and length(name) <= 100)", 'Name that buyers see'],
        period_days: ['integer not null check (period_days between 1 and 3650)', 'Length in days'],
        price_toman: ['bigint not null check (price_toman >= 0)', 'Price in toman'],
        traffic_limit_gb: [
          'integer not null default 0 check (traffic_limit_gb >= 0)',
          'Traffic in gigabytes; 0: unlimited',
        ],
        device_limit: ['integer not null default 1 check (device_limit >= 1)', 'Devices at the same time'],
        is_active: ['boolean not null default true', 'Is it on sale?'],
        sort_order: ['integer not null default 0', 'Place in the list, lowest first'],
        ...timeColumns,
      },
      constraints: ['constraint bot_plans_pkey primary key (bot_id, id)'],
      indexes: ['create index bot_plans_in_order on bot_plans (bot_id, sort_order, id)'],
    }),
  down: dropTable('bot_plans'),
};
