import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** The ledger of the tenants' wallets. */
export const tenantWalletTransactions: Migration = {
  name: '019-tenant-wallet-transactions',
  up: (run) =>
    createTenantTable(run, {
      name: 'tenant_wallet_transactions',
      meaning: "A movement of a tenant's wallet with the fleet; the sum of the amounts is the balance",
      columns: {
        ...idColumn,
        ...botColumn,
        type: [
          "text not null check (type in ('deposit', 'traffic_charge', 'refund', 'adjustment'))",
          'Why the money moved',
        ],
        amount_toman: ['bigint not null', 'Toman; above zero into the wallet, below zero out of it'],
        balance_after_toman: [
          'bigint not null check (balance_after_toman >= 0)',
          'Balance after the movement, in toman',
        ],
        idempotency_key: [
          "text not null check (idempotency_key <> '')",
          'Name of the event; a repeat is refused',
        ],
        description: ['text', 'Words for people'],
        created_by: ['bigint', 'Telegram id of the admin; null: the system'],
        ...timeColumns,
      },
      constraints: [
        'constraint tenant_wallet_transactions_pkey primary key (bot_id, id)',
        'constraint tenant_wallet_transactions_idempotency_key unique (bot_id, idempotency_key)',
        `constraint tenant_wallet_transactions_sign check (case type
          when 'traffic_charge' then amount_toman <= 0 when 'adjustment' then true else amount_toman >= 0 end)`,
      ],
      indexes: [
        'create index tenant_wallet_transactions_time on tenant_wallet_transactions (bot_id, created_at, id)',
      ],
    }),
  down: dropTable('tenant_wallet_transactions'),
};
