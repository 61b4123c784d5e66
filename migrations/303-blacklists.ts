import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** People whom a bot serves no sales, as the address says that its admins gave. */
export const blacklists: Migration = {
  name: '303-blacklists',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'blacklists',
      meaning: 'How the reading of a bot’s black list stands',
      columns: {
        ...botColumn,
        address: ['text not null', 'Where it is read, as the settings said then'],
        etag: ['text', 'What names the version that was taken over; null: it has no name'],
        read_at: ['timestamptz', 'When it was last read whole; null: never yet'],
        tried_at: ['timestamptz not null', 'When it was last asked for'],
        next_at: ['timestamptz not null', 'When it is asked for next'],
        fault: ['text', 'Why the last reading came to nothing; null: it came to something'],
        entry_count: ['integer not null default 0 check (entry_count >= 0)', 'People on it'],
        skipped_count: [
          'integer not null default 0 check (skipped_count >= 0)',
          'Lines that name nobody, at the last reading',
        ],
        ...timeColumns,
      },
      constraints: ['constraint blacklists_pkey primary key (bot_id)'],
      indexes: ['create index blacklists_next on blacklists (next_at)'],
    });
    await createTenantTable(run, {
      name: 'blacklist_entries',
      meaning: 'A person on a bot’s black list',
      columns: {
        ...idColumn,
        ...botColumn,
        telegram_id: ['bigint check (telegram_id > 0)', 'Who it is; null: known by the user name alone'],
        username: [
          `text collate "C" check (username ~ '^[a-z0-9_]{4,32}$')`,
          'User name in lower case; it counts where there is no Telegram id, and tells who is meant where there is one',
        ],
        reason: [
          "text check (reason <> '' and length(reason) <= 300)",
          'Why, as the list says; null: it does not',
        ],
        ...timeColumns,
      },
      constraints: [
        'constraint blacklist_entries_pkey primary key (bot_id, id)',
        'constraint blacklist_entries_person unique (bot_id, telegram_id)',
        'constraint blacklist_entries_named check (telegram_id is not null or username is not null)',
      ],
      indexes: [
        `create unique index blacklist_entries_username on blacklist_entries (bot_id, username)
           where telegram_id is null`,
      ],
    });
  },
  down: async (run) => {
    await dropTable('blacklist_entries')(run);
    await dropTable('blacklists')(run);
  },
};
