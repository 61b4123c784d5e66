import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Payments through Zarinpal. */
export const zarinpalPayments: Migration = {
  name: '017-zarinpal-payments',
  up: (run) =>
    createTenantTable(run, {
      name: 'zarinpal_payments',
      meaning: 'A payment through Zarinpal, settled when Zarinpal verifies it',
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Payer'],
        transaction_id: ['bigint', 'Ledger row that credited it; null: not credited'],
        amount_toman: ['bigint not null check (amount_toman > 0)', 'Amount in toman'],
        zarinpal_authority: ['text', 'Name of the payment at Zarinpal; null: not asked for yet'],
        zarinpal_ref_id: ['text', 'Receipt number of Zarinpal'],
        status: [
          `text not null default 'pending'
            check (status in ('pending', 'paid', 'failed', 'cancelled', 'expired'))`,
          'Where the payment stands',
        ],
        callback_url: ['text', 'Address Zarinpal sends the payer back to'],
        purchase: ['jsonb', 'What is bought when the money is there; null: only a top-up'],
        ...timeColumns,
      },
      constraints: [
        'constraint zarinpal_payments_pkey primary key (bot_id, id)',
        'constraint zarinpal_payments_authority_key unique (bot_id, zarinpal_authority)',
        'constraint zarinpal_payments_transaction_key unique (bot_id, transaction_id)',
        'constraint zarinpal_payments_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
        `constraint zarinpal_payments_transaction_fkey
           foreign key (bot_id, transaction_id) references transactions (bot_id, id)`,
      ],
      indexes: [
        'create index zarinpal_payments_user on zarinpal_payments (bot_id, user_id, id)',
        'create index zarinpal_payments_status on zarinpal_payments (bot_id, status, id)',
        `create index zarinpal_payments_open on zarinpal_payments (created_at) where status = 'pending'`,
      ],
    }),
  down: dropTable('zarinpal_payments'),
};
