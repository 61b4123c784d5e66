import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Who may do what in a bot's admin screens. */
export const botAdmins: Migration = {
  name: '004-bot-admins',
  up: (run) =>
    createTenantTable(run, {
      name: 'bot_admins',
      meaning: 'A person who runs a bot',
      columns: {
        ...idColumn,
        ...botColumn,
        telegram_id: ['bigint not null check (telegram_id > 0)', 'Telegram account of the person'],
        role: [
          "text not null check (role in ('owner', 'admin', 'reviewer'))",
          'owner: everything; admin: everything but owners; reviewer: receipts only',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint bot_admins_pkey primary key (bot_id, id)',
        'constraint bot_admins_telegram_id_key unique (bot_id, telegram_id)',
      ],
    }),
  down: dropTable('bot_admins'),
};
