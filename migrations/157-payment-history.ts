import type { Migration } from './migration.js';

const tables = ['gateway_payments', 'zarinpal_payments'] as const;

/** What is asked of payments by their time: how a gateway did lately, and which came to nothing long ago. */
const indexes = tables.flatMap((table) => [
  [`${table}_made`, `${table} (bot_id, created_at)`],
  [
    `${table}_unpaid`,
    `${table} (created_at) where credited_toman is null and status in ('failed', 'cancelled', 'expired')`,
  ],
]);

/** How gateways did is read by days, and payments that came to nothing go after a year. */
export const paymentHistory: Migration = {
  name: '157-payment-history',
  up: async (run) => {
    for (const [name, place] of indexes) await run(`create index ${name} on ${place}`);
  },
  down: async (run) => {
    for (const [name] of indexes) await run(`drop index ${name}`);
  },
};
