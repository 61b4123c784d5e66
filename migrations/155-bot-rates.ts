import type { Migration } from './migration.js';
import { botColumn, createTenantTable, timeColumns } from './tenant-table.js';

/** What a bot's source of exchange rates said last. */
export const botRates: Migration = {
  name: '155-bot-rates',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'bot_rates',
      meaning:
        'Rates of a bot that has a source of them, a row each currency; made when the source is first asked',
      columns: {
        ...botColumn,
        currency: ["text not null check (currency ~ '^[A-Z]{3}$')", 'Currency, as gateways have it'],
        source: ['text not null', 'Address that is asked; after a change of it the rows are made anew'],
        rate_toman: [
          'numeric(24, 8) check (rate_toman > 0)',
          'Toman a unit of the currency; null: the source has not told it yet',
        ],
        told_at: ['timestamptz', 'When the source last told it; null: not yet'],
        asked_at: ['timestamptz not null', 'When the source was last asked'],
        ...timeColumns,
      },
      constraints: [
        'constraint bot_rates_pkey primary key (bot_id, currency)',
        'constraint bot_rates_told check ((rate_toman is null) = (told_at is null))',
      ],
    });
    await run(`create index bot_configurations_rate_sources on bot_configurations (bot_id)
      where config_key = 'rate_source_url'`);
  },
  down: async (run) => {
    await run('drop index bot_configurations_rate_sources');
    await run('drop table bot_rates');
  },
};
