import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable, idColumn, timeColumns } from './tenant-table.js';

/** Ledgers and balances are held against each other by the hour; a difference is kept until it is gone. */
export const moneyAudits: Migration = {
  name: '230-money-audits',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'money_audits',
      meaning:
        "How far a bot's ledgers have been looked through, and when all of its money was last looked at",
      columns: {
        ...botColumn,
        ledger_id: ['bigint not null default 0', 'Newest row of the ledger of people that was looked at'],
        wallet_ledger_id: [
          'bigint not null default 0',
          "Newest row of the tenant's ledger that was looked at",
        ],
        audited_at: ['timestamptz', 'When the last audit ended; null: none has'],
        ...timeColumns,
      },
      constraints: ['constraint money_audits_pkey primary key (bot_id)'],
    });
    await createTenantTable(run, {
      name: 'money_differences',
      meaning: 'A difference between a ledger and what it must agree with; nothing mends it but people',
      columns: {
        ...idColumn,
        ...botColumn,
        kind: [
          `text not null check (kind in ('balance', 'ledger', 'order', 'payment', 'undelivered', 'wallet', 'wallet_ledger'))`,
          'What was held against what: services/audits',
        ],
        row_id: ['bigint not null', 'Person, row of a ledger, or order; the bot where it is its wallet'],
        expected: ['text not null', 'What must be there'],
        found: ['text not null', 'What is there'],
        seen_at: ['timestamptz not null', 'When it was last seen'],
        gone_at: ['timestamptz', 'When it was first not seen again; null: it is there'],
        ...timeColumns,
      },
      constraints: [
        'constraint money_differences_pkey primary key (bot_id, id)',
        'constraint money_differences_row_key unique (bot_id, kind, row_id)',
      ],
      indexes: [
        'create index money_differences_open on money_differences (bot_id, kind, row_id) where gone_at is null',
      ],
    });
  },
  down: async (run) => {
    await dropTable('money_differences')(run);
    await dropTable('money_audits')(run);
  },
};
