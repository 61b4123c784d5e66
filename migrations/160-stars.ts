import type { Migration } from './migration.js';

/** Bots that sold for Stars lately are found at once. */
export const stars: Migration = {
  name: '160-stars',
  up: async (run) => {
    await run(`create index gateway_payments_stars on gateway_payments (created_at) where gateway = 'telegram_stars'`);
  },
  down: async (run) => {
    await run('drop index gateway_payments_stars');
  },
};
