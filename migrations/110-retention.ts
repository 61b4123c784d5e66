import type { Migration } from './migration.js';

/** What the clean-up finds by its age. */
const indexes = {
  audit_log_time: 'audit_log (created_at)',
  bot_setting_changes_time: 'bot_setting_changes (created_at)',
  api_tokens_ended: `api_tokens ((least(revoked_at, expires_at))) where least(revoked_at, expires_at) is not null`,
  orders_ended: `orders (updated_at) where state in ('expired', 'cancelled')`,
};

/** History is kept for a time and up to a size; the clean-up finds what is over. */
export const retention: Migration = {
  name: '110-retention',
  up: async (run) => {
    for (const [name, place] of Object.entries(indexes)) await run(`create index ${name} on ${place}`);
  },
  down: async (run) => {
    for (const name of Object.keys(indexes)) await run(`drop index ${name}`);
  },
};
