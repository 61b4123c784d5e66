import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn } from './tenant-table.js';

/** Messages of banks that the phones of tenants forward, and what each was matched with. */
export const cardBankMessages: Migration = {
  name: '184-card-bank-messages',
  up: async (run) => {
    await run(
      'create index card_to_card_payments_reference on card_to_card_payments (bot_id, bank_reference) where bank_reference is not null',
    );
    await run(
      'create index card_to_card_payments_amount on card_to_card_payments (bot_id, amount_toman, created_at)',
    );
    await createTenantTable(run, {
      name: 'card_bank_messages',
      meaning:
        'A message of a bank about money that came in, forwarded by a phone of the tenant; no password and no withdrawal is kept',
      columns: {
        ...idColumn,
        ...botColumn,
        digest: [
          "text not null check (digest <> '')",
          'SHA-256 of sender, text and time: the same message again has the same',
        ],
        sender: ['text not null', 'Name or number that it came from'],
        text: ['text not null', 'What it says, without whole numbers of cards'],
        amount_rial: ['bigint check (amount_rial > 0)', 'What came in, in rial; null: it could not be read'],
        card_last_four: [
          "text check (card_last_four ~ '^[0-9]{4}$')",
          'Last four digits of the card that it names; null: it names none',
        ],
        reference: ['text', 'Number of the movement at the bank; null: it names none'],
        sent_at: ['timestamptz not null', 'When the money came, as far as message and phone say'],
        state: [
          `text not null check (state in ('settled', 'ambiguous', 'late', 'duplicate', 'unmatched', 'unread'))`,
          'What became of it',
        ],
        payment_id: ['bigint', 'Payment that it settled, or that it fits alone; null: none, or several'],
        created_at: ['timestamptz not null default now()', 'When the row was made'],
      },
      constraints: [
        'constraint card_bank_messages_pkey primary key (bot_id, id)',
        'constraint card_bank_messages_digest_key unique (bot_id, digest)',
        `constraint card_bank_messages_payment_fkey foreign key (bot_id, payment_id)
           references card_to_card_payments (bot_id, id) on delete cascade`,
        `constraint card_bank_messages_settled check (state <> 'settled' or (payment_id is not null and amount_rial is not null))`,
      ],
      indexes: [
        'create index card_bank_messages_amount on card_bank_messages (bot_id, amount_rial, sent_at) where amount_rial is not null',
        'create index card_bank_messages_reference on card_bank_messages (bot_id, reference) where reference is not null',
        `create unique index card_bank_messages_settles on card_bank_messages (bot_id, payment_id) where state = 'settled'`,
        'create index card_bank_messages_payment on card_bank_messages (bot_id, payment_id) where payment_id is not null',
        'create index card_bank_messages_age on card_bank_messages (created_at)',
      ],
    });
  },
  down: async (run) => {
    await dropTable('card_bank_messages')(run);
    await run('drop index card_to_card_payments_amount');
    await run('drop index card_to_card_payments_reference');
  },
};
