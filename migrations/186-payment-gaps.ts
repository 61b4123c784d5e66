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

const unread = [
  ...tables.flatMap((table) => [
    [`${table}_open`, `${table} (created_at) where status = 'pending'`],
    [`${table}_time`, `${table} (bot_id, created_at, id)`],
  ]),
  ['tenant_traffic_usage_date', 'tenant_traffic_usage (usage_date, bot_id)'],
] as const;

/**
 * A gateway may give a payment back in parts, may answer questions while it makes no payments, and its names of payments are
 * unique within an account: a bot may have had another one before. Indexes that no statement needs go: open payments of all bots
 * by their age (what is due has an index of its own), payments by time a second time (157 has the narrower one), traffic by its
 * days (it is always asked for of certain bots, whose days are a key).
 */
export const paymentGaps: Migration = {
  name: '186-payment-gaps',
  up: async (run) => {
    for (const [name] of unread) await run(`drop index ${name}`);
    await addColumns(run, 'gateway_health', making);
    await run('alter table gateway_payments drop constraint gateway_payments_external_key');
    await run(`create unique index gateway_payments_external_key
      on gateway_payments (bot_id, gateway, external_id, coalesce(account, ''))`);
    for (const table of tables) {
      await addColumns(run, table, refunded);
      await run(`update ${table} set refunded_toman = credited_toman where status = 'refunded'`);
    }
  },
  down: async (run) => {
    for (const table of tables) await dropColumns(run, table, refunded);
    await run('drop index gateway_payments_external_key');
    await run(`alter table gateway_payments
      add constraint gateway_payments_external_key unique (bot_id, gateway, external_id)`);
    await dropColumns(run, 'gateway_health', making);
    for (const [name, place] of unread) await run(`create index ${name} on ${place}`);
  },
};
