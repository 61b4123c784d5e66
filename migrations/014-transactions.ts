import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** The ledger of the users' wallets. */
export const transactions: Migration = {
  name: '014-transactions',
  up: (run) =>
    createTenantTable(run, {
      name: 'transactions',
      meaning: "A movement of a user's wallet; the sum of the amounts is the balance",
      columns: {
        ...idColumn,
        ...botColumn,
        user_id: ['bigint not null', 'Owner of the wallet'],
        type: [
          `text not null check (type in ('deposit', 'withdrawal', 'subscription_payment', 'refund',
            'referral_reward', 'campaign_bonus', 'promo_bonus', 'poll_reward', 'adjustment'))`,
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
        reference_kind: ['text', 'Table of the row that caused it'],
        reference_id: ['bigint', 'Id of that row'],
        payment_method: ['text', 'Gateway the money came through; null: internal'],
        external_id: ['text', 'Id of the payment at the gateway'],
        description: ['text', 'Words for people'],
        ...timeColumns,
      },
      constraints: [
        'constraint transactions_pkey primary key (bot_id, id)',
        'constraint transactions_idempotency_key unique (bot_id, idempotency_key)',
        'constraint transactions_user_fkey foreign key (bot_id, user_id) references users (bot_id, id)',
        `constraint transactions_sign check (case
          when type in ('withdrawal', 'subscription_payment') then amount_toman <= 0
          when type = 'adjustment' then true
          else amount_toman >= 0 end)`,
        'constraint transactions_reference check ((reference_kind is null) = (reference_id is null))',
      ],
      indexes: [
        'create index transactions_user on transactions (bot_id, user_id, id)',
        'create index transactions_time on transactions (bot_id, created_at, id)',
      ],
    }),
  down: dropTable('transactions'),
};
