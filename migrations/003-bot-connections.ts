import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, timeColumns } from './tenant-table.js';

/** How each bot stands with Telegram. */
export const botConnections: Migration = {
  name: '003-bot-connections',
  up: (run) =>
    createTenantTable(run, {
      name: 'bot_connections',
      meaning: 'How a bot stands with Telegram: webhook, commands, token and the last fault. One row a bot',
      columns: {
        ...botColumn,
        webhook_fingerprint: [
          'text',
          'Hash of the webhook settings that Telegram accepted; null: no webhook',
        ],
        webhook_set_at: ['timestamptz', 'When Telegram accepted them'],
        commands_fingerprint: ['text', 'Hash of the command menus that Telegram accepted'],
        token_revoked_at: ['timestamptz', 'When Telegram refused the token; null: it is good'],
        last_error: ['text', 'Last fault in words, without secrets'],
        last_error_at: ['timestamptz', 'When the last fault happened'],
        ...timeColumns,
      },
      constraints: ['constraint bot_connections_pkey primary key (bot_id)'],
    }),
  down: dropTable('bot_connections'),
};
