import { appRole, fleetRole } from '#platform/database.js';
import type { Migration } from './migration.js';

const tables = ['card_to_card_payments', 'gateway_payments', 'zarinpal_payments'];
const indexes = [
  ...tables.map((table) => `${table}_time on ${table} (bot_id, created_at, id)`),
  'gateway_payments_gateway on gateway_payments (bot_id, gateway, id)',
  'transactions_type on transactions (bot_id, type, id)',
  `transactions_method on transactions (bot_id, payment_method, id) where payment_method is not null`,
];

const largestId = `greatest(${tables.map((table) => `(select coalesce(max(id), 0) from ${table})`).join(', ')})`;

/**
 * Payments of all methods are numbered by one sequence: a number names one payment whatever its method, and their one
 * list is in the order of the numbers. No version before this one has made payments.
 */
export const paymentNumbers: Migration = {
  name: '042-payment-numbers',
  up: async (run) => {
    await run('create sequence payment_numbers as bigint');
    await run(`comment on sequence payment_numbers is 'Numbers of payments, over all methods'`);
    await run(`select setval('payment_numbers', ${largestId} + 1, false)`);
    await run(`grant usage on sequence payment_numbers to ${appRole}, ${fleetRole}`);
    for (const table of tables) {
      await run(`alter table ${table} alter column id drop identity`);
      await run(`alter table ${table} alter column id set default nextval('payment_numbers')`);
    }
    for (const index of indexes) await run(`create index ${index}`);
  },
  down: async (run) => {
    for (const index of indexes) await run(`drop index ${index.split(' ')[0] as string}`);
    for (const table of tables) {
      await run(`alter table ${table} alter column id drop default`);
      await run(`alter table ${table} alter column id add generated always as identity`);
      await run(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 0) + 1 from ${table}), false)`,
      );
    }
    await run('drop sequence payment_numbers');
  },
};
