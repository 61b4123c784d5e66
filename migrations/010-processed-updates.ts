import type { Migration } from './migration.js';
import { createTenantTable, dropTable } from './tenant-table.js';

/** The marks that keep an update from taking effect twice. */
export const processedUpdates: Migration = {
  name: '010-processed-updates',
  up: (run) =>
    createTenantTable(run, {
      name: 'processed_updates',
      meaning:
        'Mark that an update has taken effect (or failed for good), written with the effect itself. No foreign key: it would lock ' +
        "the bot's row once an update; a trigger of bots removes the marks of a deleted bot",
      columns: {
        bot_id: ['bigint not null', 'Bot that owns the row'],
        update_id: ['bigint not null', "Number that Telegram gave the update, unique among the bot's"],
        chat_id: ['bigint', 'Chat of the update; null: it has none'],
        outcome: [
          "text not null default 'done' check (outcome in ('done', 'failed'))",
          'done: it took effect; failed: its job failed for good, a retry by hand may run it once more',
        ],
        processed_at: ['timestamptz not null default now()', 'When it took effect, or failed'],
      },
      constraints: ['constraint processed_updates_pkey primary key (bot_id, update_id)'],
      indexes: [
        'create index processed_updates_age on processed_updates using brin (processed_at) with (pages_per_range = 32, autosummarize = on)',
      ],
      storage: 'autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1',
    }),
  down: dropTable('processed_updates'),
};
