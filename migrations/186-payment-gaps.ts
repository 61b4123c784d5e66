import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const refunded: Table['columns'] = {
  refunded_toman: [
    'bigint check (refunded_toman >= 0)',
    'What of it went back by the word of the gateway, in toman; null: nothing',
  ],
};

const making: Table['columns'] = {
  make_faults: [
    'integer not null default 0 check (make_faults >= 0)',
    'Faults in a row of the making of payments; one that is made makes it 0',
  ],
  make_hidden_until: [
    'timestamptz',
    'Until when people are not offered it since it makes no payments; null: they are',
  ],
};

const tables = ['gateway_payments', 'zarinpal_payments'] as const;

/**
 * A gateway may give a payment back in parts, may answer questions while it makes no payments, and its names of payments are
 * unique within an account: a bot may have had another one before. No statement asked for open payments of all bots by their age.
 */
export const paymentGaps: Migration = {
  name: '186-payment-gaps',
  up: async (run) => {
    await addColumns(run, 'gateway_health', making);
    await run('alter table gateway_payments drop constraint gateway_payments_external_key');
    await run(`create unique index gateway_payments_external_key
      on gateway_payments (bot_id, gateway, external_id, coalesce(account, ''))`);
    for (const table of tables) {
      await run(`drop index ${table}_open`);
      await addColumns(run, table, refunded);
      await run(`update ${table} set refunded_toman = credited_toman where status = 'refunded'`);
    }
  },
  down: async (run) => {
    for (const table of tables) {
      await dropColumns(run, table, refunded);
      await run(`create index ${table}_open on ${table} (created_at) where status = 'pending'`);
    }
    await run('drop index gateway_payments_external_key');
    await run(`alter table gateway_payments
      add constraint gateway_payments_external_key unique (bot_id, gateway, external_id)`);
    await dropColumns(run, 'gateway_health', making);
  },
};
