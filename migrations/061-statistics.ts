import type { Migration } from './migration.js';

const indexes = [
  'users_state on users (bot_id, status, has_paid, can_receive)',
  'subscriptions_state on subscriptions (bot_id, status, is_trial)',
  'subscriptions_created on subscriptions (bot_id, created_at, id)',
  'tenant_traffic_usage_date on tenant_traffic_usage (usage_date, bot_id)',
  'tenant_wallet_transactions_type on tenant_wallet_transactions (bot_id, type, id)',
];

/**
 * Indexes from which statistics are counted: the first two hold all that is counted, so no row is read; traffic of the
 * fleet is found by its days. The others are for lists: subscriptions by the day they were made, a tenant's movements by
 * type.
 */
export const statistics: Migration = {
  name: '061-statistics',
  up: async (run) => {
    for (const index of indexes) await run(`create index ${index}`);
  },
  down: async (run) => {
    for (const index of indexes) await run(`drop index ${index.split(' ')[0] as string}`);
  },
};
