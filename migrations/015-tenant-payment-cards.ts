import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** The bank cards on which a bot receives money. */
export const tenantPaymentCards: Migration = {
  name: '015-tenant-payment-cards',
  up: (run) =>
    createTenantTable(run, {
      name: 'tenant_payment_cards',
      meaning: 'A bank card on which a bot receives card-to-card payments',
      columns: {
        ...idColumn,
        ...botColumn,
        card_number: ["text not null check (card_number ~ '^[0-9]{16}$')", 'Number of the card, 16 digits'],
        card_holder_name: ["text not null check (card_holder_name <> '')", 'Name on the card'],
        rotation_strategy: [
          `text not null default 'round_robin'
            check (rotation_strategy in ('round_robin', 'random', 'time_based', 'weighted'))`,
          'How the next card is picked',
        ],
        rotation_interval_minutes: [
          'integer not null default 60 check (rotation_interval_minutes > 0)',
          'Minutes a card stays in use when picked by time',
        ],
        weight: ['integer not null default 1 check (weight >= 1)', 'Share of the card when picked by weight'],
        success_count: ['integer not null default 0 check (success_count >= 0)', 'Payments approved on it'],
        failure_count: ['integer not null default 0 check (failure_count >= 0)', 'Payments rejected on it'],
        is_active: ['boolean not null default true', 'Is it shown to payers?'],
        last_used_at: ['timestamptz', 'When it was last shown'],
        current_usage_count: [
          'integer not null default 0 check (current_usage_count >= 0)',
          'Times shown since the last reset',
        ],
        created_by: ['bigint', 'Telegram id of the admin who added it'],
        ...timeColumns,
      },
      constraints: [
        'constraint tenant_payment_cards_pkey primary key (bot_id, id)',
        'constraint tenant_payment_cards_number_key unique (bot_id, card_number)',
      ],
      indexes: [
        `create index tenant_payment_cards_rotation
           on tenant_payment_cards (bot_id, last_used_at nulls first, id) where is_active`,
      ],
    }),
  down: dropTable('tenant_payment_cards'),
};
