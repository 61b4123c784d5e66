import type { Migration } from './migration.js';
import { createTenantTable, dropTable, idColumn } from './tenant-table.js';

const often =
  'autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0, ' +
  'autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000';

/** Jobs that were decided in a transaction and are on their way to Redis. */
export const outbox: Migration = {
  name: '011-outbox',
  up: (run) =>
    createTenantTable(run, {
      name: 'outbox',
      meaning:
        'A job decided in a transaction; the row lives until the job has ended, so that the relay can offer again ' +
        'what Redis lost. No foreign key: it would lock the bot, and the last job of a deleted bot outlives it',
      columns: {
        ...idColumn,
        bot_id: ['bigint not null', 'Bot that owns the row'],
        job_name: ["text not null check (job_name <> '')", 'Name of the job in the catalogue'],
        ordering_key: ["text not null default ''", "Chat in whose order the job runs; '': no order"],
        payload: [
          "jsonb not null check (jsonb_typeof(payload) = 'object')",
          'Payload of the job, without secrets',
        ],
        created_at: ['timestamptz not null default now()', 'When the job was decided'],
        handed_at: ['timestamptz', 'When it was last handed to Redis; null: not yet'],
        not_before: ['timestamptz', 'Earliest time it may run; null: at once'],
      },
      constraints: ['constraint outbox_pkey primary key (bot_id, ordering_key, id)'],
      indexes: [
        'create index outbox_waiting on outbox ((coalesce(handed_at, created_at)), id)',
        'create index outbox_number on outbox (id)',
      ],
      storage: often,
    }),
  down: dropTable('outbox'),
};
