import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const repeating: Table['columns'] = {
  repeat_days: [
    'integer check (repeat_days > 0)',
    'The payer is charged again every so many days, until they end it; null: once',
  ],
  repeat_until: ['timestamptz', 'Until when the payer was charged for it; null: not yet'],
  repeat_state: [
    "text check (repeat_state in ('active', 'canceled', 'failed'))",
    'Is the payer charged again after that? active: yes; canceled: no; failed: it could not be; null: not begun',
  ],
};

/** Bots that sold for Stars lately are found at once; payments that the gateway repeats by itself. */
export const stars: Migration = {
  name: '160-stars',
  up: async (run) => {
    await addColumns(run, 'gateway_payments', repeating);
    await run(
      `create index gateway_payments_stars on gateway_payments (created_at) where gateway = 'telegram_stars'`,
    );
  },
  down: async (run) => {
    await run('drop index gateway_payments_stars');
    await dropColumns(run, 'gateway_payments', repeating);
  },
};
