import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Payments from card to card that a person reviews. */
export const cardToCardPayments: Migration = {
  name: '016-card-to-card-payments',
  up: (run) =>
    createTenantTable(run, {
      name: 'card_to_card_payments',
      meaning: 'A payment from card to card, settled when an admin approves its receipt',
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Payer'],
        transaction_id: ['bigint', 'Ledger row that credited it; null: not credited'],
        card_id: ['bigint', 'Card the money was sent to'],
        amount_toman: ['bigint not null check (amount_toman > 0)', 'Amount in toman'],
        tracking_number: [
          "text not null check (tracking_number <> '')",
          'Number the payer and the admins know it by',
        ],
        receipt_type: [
          "text check (receipt_type in ('image', 'text', 'both'))",
          'What the payer sent as a receipt; null: nothing yet',
        ],
        receipt_text: ['text', 'Words of the receipt'],
        receipt_image_file_id: ['text', 'Telegram file of the receipt'],
        status: [
          `text not null default 'pending'
            check (status in ('pending', 'approved', 'rejected', 'cancelled', 'expired'))`,
          'Where the payment stands',
        ],
        purchase: ['jsonb', 'What is bought when the money is there; null: only a top-up'],
        admin_reviewed_by: ['bigint', 'Telegram id of the admin who decided'],
        admin_reviewed_at: ['timestamptz', 'When it was decided'],
        admin_notes: ['text', 'Words of that admin'],
        ...timeColumns,
      },
      constraints: [
        'constraint card_to_card_payments_pkey primary key (bot_id, id)',
        'constraint card_to_card_payments_tracking_number_key unique (bot_id, tracking_number)',
        'constraint card_to_card_payments_transaction_key unique (bot_id, transaction_id)',
        'constraint card_to_card_payments_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
        `constraint card_to_card_payments_transaction_fkey
           foreign key (bot_id, transaction_id) references transactions (bot_id, id)`,
        `constraint card_to_card_payments_card_fkey
           foreign key (bot_id, card_id) references tenant_payment_cards (bot_id, id)`,
      ],
      indexes: [
        'create index card_to_card_payments_user on card_to_card_payments (bot_id, user_id, id)',
        'create index card_to_card_payments_card on card_to_card_payments (bot_id, card_id) where card_id is not null',
        'create index card_to_card_payments_status on card_to_card_payments (bot_id, status, id)',
        `create index card_to_card_payments_open on card_to_card_payments (created_at) where status = 'pending'`,
      ],
    }),
  down: dropTable('card_to_card_payments'),
};
