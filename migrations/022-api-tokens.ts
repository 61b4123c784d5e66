import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Named tokens with which a tenant's programs reach the admin API; the bot's first one stays in `bots`. */
export const apiTokens: Migration = {
  name: '022-api-tokens',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'api_tokens',
      meaning: 'A named token of a bot for the admin API',
      columns: {
        ...idColumn,
        ...botColumn,
        name: ["text not null check (name <> '' and length(name) <= 100)", 'What it is for'],
        token_hash: ["text not null check (token_hash ~ '^[0-9a-f]{64}$')", 'SHA-256 of the token'],
        scope: [
          "text not null check (scope in ('read', 'write'))",
          'read: looks only; write: does everything that a tenant may',
        ],
        expires_at: ['timestamptz', 'When it ends by itself; null: never'],
        last_used_at: ['timestamptz', 'When it was last used, to the minute'],
        revoked_at: ['timestamptz', 'When it was revoked; null: it was not'],
        ...timeColumns,
      },
      constraints: [
        'constraint api_tokens_pkey primary key (bot_id, id)',
        'constraint api_tokens_token_hash_key unique (bot_id, token_hash)',
      ],
    });
    await run('alter table bots add column api_token_used_at timestamptz');
    await run(
      `comment on column bots.api_token_used_at is 'When the first API token of the bot was last used, to the minute'`,
    );
  },
  down: async (run) => {
    await run('alter table bots drop column api_token_used_at');
    await dropTable('api_tokens')(run);
  },
};
