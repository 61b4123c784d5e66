import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const refunded: Table['columns'] = {
  refunded_toman: [
    'bigint check (refunded_toman >= 0)',
    'What of it went back by the word of the gateway, in toman; null: nothing',
  ],
};

const tables = ['gateway_payments', 'zarinpal_payments'] as const;

/** A gateway may give a payment back in parts. */
export const paymentGaps: Migration = {
  name: '186-payment-gaps',
  up: async (run) => {
    for (const table of tables) {
      await addColumns(run, table, refunded);
      await run(`update ${table} set refunded_toman = credited_toman where status = 'refunded'`);
    }
  },
  down: async (run) => {
    for (const table of tables) await dropColumns(run, table, refunded);
  },
};
