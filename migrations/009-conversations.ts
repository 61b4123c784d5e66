import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

/** Where each chat stands. */
export const conversations: Migration = {
  name: '009-conversations',
  up: (run) =>
    createTenantTable(run, {
      name: 'conversations',
      meaning: 'Where a chat with a bot stands: what the next message of the person means',
      columns: {
        ...botColumn,
        chat_id: ['bigint not null', 'Telegram chat'],
        user_id: ['bigint', 'User of a private chat; null: a group, or not registered yet'],
        state: ["text not null default 'idle' check (state <> '')", 'Step of the dialogue'],
        data: [
          "jsonb not null default '{}' check (jsonb_typeof(data) = 'object')",
          'What the dialogue has gathered so far',
        ],
        menu_message_id: ['bigint', 'Message that carries the live menu'],
        ...timeColumns,
      },
      constraints: [
        'constraint conversations_pkey primary key (bot_id, chat_id)',
        'constraint conversations_user_fkey foreign key (bot_id, user_id) references users (bot_id, id) on delete cascade',
      ],
      indexes: [
        'create index conversations_user on conversations (bot_id, user_id) where user_id is not null',
      ],
      storage: 'fillfactor = 70',
    }),
  down: dropTable('conversations'),
};
