import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Payments through all gateways that have no table of their own. */
export const gatewayPayments: Migration = {
  name: '018-gateway-payments',
  up: (run) =>
    createTenantTable(run, {
      name: 'gateway_payments',
      meaning: 'A payment through a gateway without a table of its own, settled when the gateway verifies it',
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Payer'],
        transaction_id: ['bigint', 'Ledger row that credited it; null: not credited'],
        gateway: ["text not null check (gateway ~ '^[a-z0-9_]{1,40}$')", 'Gateway in the registry'],
        external_id: ['text', 'Name of the payment at the gateway; null: not asked for yet'],
        status: [
          `text not null default 'pending'
            check (status in ('pending', 'paid', 'failed', 'cancelled', 'expired', 'refunded'))`,
          'Where the payment stands',
        ],
        amount_toman: ['bigint not null check (amount_toman > 0)', 'Amount in toman'],
        currency: [
          "text not null default 'IRT' check (currency ~ '^[A-Z]{3,6}$')",
          'Currency the gateway was asked for; IRT: toman',
        ],
        currency_amount: ['numeric(24, 8) check (currency_amount > 0)', 'Amount in that currency'],
        rate_toman: [
          'numeric(24, 8) check (rate_toman > 0)',
          'Toman a unit of that currency when it was asked for',
        ],
        payment_url: ['text', 'Page on which the payer pays'],
        purchase: ['jsonb', 'What is bought when the money is there; null: only a top-up'],
        details: ["jsonb not null default '{}'", 'What the gateway last said, without secrets'],
        paid_at: ['timestamptz', 'When the money was there'],
        expires_at: ['timestamptz', 'Until when it can be paid'],
        ...timeColumns,
      },
      constraints: [
        'constraint gateway_payments_pkey primary key (bot_id, id)',
        'constraint gateway_payments_external_key unique (bot_id, gateway, external_id)',
        'constraint gateway_payments_transaction_key unique (bot_id, transaction_id)',
        'constraint gateway_payments_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
        `constraint gateway_payments_transaction_fkey
           foreign key (bot_id, transaction_id) references transactions (bot_id, id)`,
        "constraint gateway_payments_rate check (currency = 'IRT' or (currency_amount is not null and rate_toman is not null))",
      ],
      indexes: [
        'create index gateway_payments_user on gateway_payments (bot_id, user_id, id)',
        'create index gateway_payments_status on gateway_payments (bot_id, status, id)',
        `create index gateway_payments_open on gateway_payments (created_at) where status = 'pending'`,
      ],
    }),
  down: dropTable('gateway_payments'),
};
