import type { Migration } from './migration.js';
import {
  addColumns,
  botColumn,
  createTenantTable,
  dropColumns,
  idColumn,
  timeColumns,
} from './tenant-table.js';

/** What messages to reviewers tell of a payment beside its receipt. */
const columns = {
  reviewed_by_name: ['text', 'Who decided last, as messages tell it; null: nobody, or not in Telegram'],
  picture_asks: [
    'integer not null default 0 check (picture_asks >= 0)',
    'How many of its tries asked for a better picture only: no rejections',
  ],
} as const;

/** Receipts are put before reviewers in Telegram; each message of that is remembered, so that it says what was decided. */
export const cardReviews: Migration = {
  name: '188-card-reviews',
  up: async (run) => {
    await addColumns(run, 'card_to_card_payments', columns);
    await createTenantTable(run, {
      name: 'card_review_messages',
      meaning: 'A message about a receipt in a chat of reviewers, or one that is to be posted',
      columns: {
        ...idColumn,
        ...botColumn,
        payment_id: ['bigint not null', 'Payment from card to card that it is about'],
        attempt: [
          'integer not null check (attempt >= 0)',
          'Rejections that the payment had then: its buttons count for this attempt only',
        ],
        kind: [
          "text not null check (kind in ('review', 'part', 'page', 'copy', 'question'))",
          'The receipt with its buttons, a part of it, a page of /receipts, another message that shows it, or a question to a reviewer',
        ],
        chat_id: ['bigint not null', 'Chat that it is in'],
        receipt_id: ['bigint', 'Part of the receipt that it shows'],
        menu: ["text not null default ''", 'Which of its menus is open; empty: the first'],
        asks: ["text check (asks in ('reason', 'amount'))", 'What a question asks for'],
        asked_of: ['bigint', 'Telegram id of the reviewer who is asked; nobody else can answer'],
        message_id: ['bigint', 'Its number in the chat; null: it is not posted'],
        lost_reason: ['text', 'Why it cannot be posted, in the words of Telegram; null: it can'],
        ...timeColumns,
      },
      constraints: [
        'constraint card_review_messages_pkey primary key (bot_id, id)',
        `constraint card_review_messages_payment_fkey foreign key (bot_id, payment_id)
           references card_to_card_payments (bot_id, id) on delete cascade`,
        "constraint card_review_messages_asks check ((kind = 'question') = (asks is not null and asked_of is not null))",
      ],
      indexes: [
        `create unique index card_review_messages_once on card_review_messages
           (bot_id, payment_id, attempt, chat_id, kind, coalesce(receipt_id, 0)) where kind in ('review', 'part')`,
        'create index card_review_messages_payment on card_review_messages (bot_id, payment_id, id)',
        `create unique index card_review_messages_place on card_review_messages (bot_id, chat_id, message_id)
           where message_id is not null`,
        'create index card_review_messages_chat on card_review_messages (bot_id, chat_id, id)',
        'create index card_review_messages_age on card_review_messages (created_at)',
      ],
    });
  },
  down: async (run) => {
    await run('drop table card_review_messages');
    await dropColumns(run, 'card_to_card_payments', columns);
  },
};
