import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** What each bot's users consumed and bought, day by day. */
export const tenantTrafficUsage: Migration = {
  name: '020-tenant-traffic-usage',
  up: (run) =>
    createTenantTable(run, {
      name: 'tenant_traffic_usage',
      meaning: "Traffic of a bot's users on one day, and what the tenant was charged for it",
      columns: {
        ...idColumn,
        ...botColumn,
        usage_date: ['date not null', 'Day, in UTC'],
        consumed_bytes: [
          'bigint not null default 0 check (consumed_bytes >= 0)',
          'Traffic consumed, in bytes',
        ],
        sold_bytes: ['bigint not null default 0 check (sold_bytes >= 0)', 'Traffic sold, in bytes'],
        charged_toman: ['bigint not null default 0 check (charged_toman >= 0)', 'Charged for it, in toman'],
        wallet_transaction_id: ['bigint', 'Ledger row of the charge; null: not charged'],
        ...timeColumns,
      },
      constraints: [
        'constraint tenant_traffic_usage_pkey primary key (bot_id, id)',
        'constraint tenant_traffic_usage_day_key unique (bot_id, usage_date)',
        `constraint tenant_traffic_usage_transaction_fkey foreign key (bot_id, wallet_transaction_id)
           references tenant_wallet_transactions (bot_id, id)`,
      ],
      indexes: [
        `create index tenant_traffic_usage_transaction on tenant_traffic_usage (bot_id, wallet_transaction_id)
           where wallet_transaction_id is not null`,
      ],
    }),
  down: dropTable('tenant_traffic_usage'),
};
