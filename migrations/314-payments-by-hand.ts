import type { Migration } from './migration.js';
import { addColumns, dropColumns, type Table } from './tenant-table.js';

const columns: Table['columns'] = {
  is_by_hand: [
    'boolean not null default false',
    "Was it credited by an admin's word, before the gateway had money of it?",
  ],
};

const tables = ['gateway_payments', 'zarinpal_payments'] as const;

/**
 * What an admin settled stays known as that while its refund is under way. Payments that were open when their gateway answered no more
 * are asked about once more, and held where it still does not answer. Charges wait for the wallet of the tenant.
 */
export const paymentsByHand: Migration = {
  name: '314-payments-by-hand',
  up: async (run) => {
    await run(`create index gateway_payments_waiting on gateway_payments (bot_id, id)
      where problem = 'order.tenant_wallet'`);
    for (const table of tables) {
      await addColumns(run, table, columns);
      await run(
        `update ${table} set is_by_hand = true where problem in ('settled_by_hand', 'settled_twice')`,
      );
      await run(`update ${table} set check_at = now()
        where status = 'pending' and check_at is null and check_until <= now()`);
    }
  },
  down: async (run) => {
    await run('drop index gateway_payments_waiting');
    for (const table of tables) await dropColumns(run, table, columns);
  },
};
