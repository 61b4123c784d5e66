import type { Migration } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  idColumn,
  timeColumns,
} from './tenant-table.js';

/** What a payment from card to card has beside its contract, so that the payment core settles it like any other. */
const columns = {
  extra_toman: [
    'bigint not null default 0 check (extra_toman >= 0)',
    'Toman that were asked for on top, so that equal sums can be told apart; in the amount, and credited with it',
  ],
  submitted_at: [
    'timestamptz',
    'When its last receipt began to come; null: none yet. Pending with it means: under review',
  ],
  tries: ['integer not null default 0 check (tries >= 0)', 'How often a receipt of it was rejected'],
  reject_reason: [
    'text',
    'Code of the reason of the last rejection; null: none, or in the words of admin_notes',
  ],
  bank_reference: ['text', 'Reference number of the transfer at the bank, where one is known'],
  message_id: ['bigint', "Message in the payer's chat that follows the payment; null: none"],
  credited_toman: [
    'bigint check (credited_toman >= 0)',
    'What was put into the wallet, in toman; null: nothing; it differs from the amount where another sum was approved',
  ],
  problem: ['text', 'Code of what is wrong with it; null: nothing'],
  note: ['text', 'What its evidence said of the payer, such as a masked card'],
  paid_at: ['timestamptz', 'When the money was credited'],
  refunded_at: ['timestamptz', 'When its approval was undone'],
  refund_transaction_id: ['bigint', 'Ledger row that took the money out of the wallet again'],
  expires_at: ['timestamptz', 'Until when a receipt can be sent; a receipt under review has no end'],
  warned_at: ['timestamptz', 'When the payer was told that it ends soon; null: not yet'],
  check_at: [
    'timestamptz',
    'When something is due: the word before the end, the end, a reminder; null: nothing',
  ],
  checks: [
    'integer not null default 0 check (checks >= 0)',
    'How often reviewers were reminded of this receipt',
  ],
} as const;

const indexes = {
  card_to_card_payments_due: '(check_at) where check_at is not null',
  card_to_card_payments_unpaid: `(created_at) where credited_toman is null and status in ('rejected', 'cancelled', 'expired')`,
  card_to_card_payments_review: `(bot_id, submitted_at, id) where status = 'pending' and submitted_at is not null`,
} as const;

/** Payments from card to card are settled by the payment core; the parts of a receipt have a table of their own. */
export const cardPayments: Migration = {
  name: '182-card-payments',
  up: async (run) => {
    await addColumns(run, 'card_to_card_payments', columns);
    await run(
      'alter table card_to_card_payments add constraint card_to_card_payments_refund_key unique (bot_id, refund_transaction_id)',
    );
    await run(`alter table card_to_card_payments add constraint card_to_card_payments_refund_fkey
      foreign key (bot_id, refund_transaction_id) references transactions (bot_id, id)`);
    await run(`create unique index card_to_card_payments_one_open on card_to_card_payments (bot_id, (purchase->>'order_id'))
      where status = 'pending' and submitted_at is null and purchase is not null`);
    await run(`create unique index card_to_card_payments_told_apart on card_to_card_payments (bot_id, card_id, amount_toman)
      where status = 'pending' and submitted_at is null and extra_toman > 0`);
    for (const [name, on] of Object.entries(indexes))
      await run(`create index ${name} on card_to_card_payments ${on}`);
    await createTenantTable(run, {
      name: 'card_receipts',
      meaning: 'A part of a receipt that a payer sent: a picture, a document, or words',
      columns: {
        ...idColumn,
        ...botColumn,
        payment_id: ['bigint not null', 'Payment from card to card that it is the receipt of'],
        attempt: [
          'integer not null check (attempt >= 0)',
          'Rejections that the payment had when it came: it answers the last',
        ],
        kind: ["text not null check (kind in ('image', 'document', 'text'))", 'What it is'],
        file_id: ['text', 'Telegram file of a picture or document, as this bot sees it'],
        file_unique_id: ['text', 'The same file wherever it is sent'],
        words: ['text', 'Its words, or the caption'],
        picture_hash: ['text', 'Perceptual hash of the picture, 16 hexadecimal digits; null: not looked at'],
        reference_numbers: [
          "text[] not null default '{}'",
          'Numbers in its words that look like references of a transfer',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint card_receipts_pkey primary key (bot_id, id)',
        `constraint card_receipts_payment_fkey foreign key (bot_id, payment_id)
           references card_to_card_payments (bot_id, id) on delete cascade`,
        "constraint card_receipts_has_file check ((kind = 'text') = (file_id is null))",
      ],
      indexes: [
        'create unique index card_receipts_file_key on card_receipts (bot_id, payment_id, attempt, file_unique_id) where file_unique_id is not null',
        'create index card_receipts_payment on card_receipts (bot_id, payment_id, id)',
        'create index card_receipts_file on card_receipts (bot_id, file_unique_id) where file_unique_id is not null',
        'create index card_receipts_picture on card_receipts (bot_id, picture_hash) where picture_hash is not null',
        'create index card_receipts_references on card_receipts using gin (reference_numbers)',
      ],
    });
  },
  down: async (run) => {
    await run('drop table card_receipts');
    for (const name of [
      ...Object.keys(indexes),
      'card_to_card_payments_told_apart',
      'card_to_card_payments_one_open',
    ])
      await run(`drop index ${name}`);
    await dropColumns(run, 'card_to_card_payments', columns);
  },
};
