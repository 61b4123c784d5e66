import type { Migration } from './migration.js';

/** Of no use to any statement, and behind no foreign key. */
const unread = {
  users_campaign_code: 'users (bot_id, campaign_code) where campaign_code is not null',
  subscriptions_due: "subscriptions (ends_at) where status = 'active'",
} as const;

/** Unique where it is set: most rows never have it, or have it later, and take no room in the index meanwhile. */
const sparse = {
  orders_transaction_key: ['orders', 'transaction_id'],
  orders_refund_key: ['orders', 'refund_transaction_id'],
  orders_wallet_key: ['orders', 'wallet_transaction_id'],
  subscriptions_panel_user_key: ['subscriptions', 'panel_user_uuid'],
} as const;

/**
 * Written rows keep only the indexes and keys that something needs (`npm run bench -- --only indexes` measures each). The user
 * of a conversation had a key of their own: people go with their bot only, and so do its conversations.
 */
export const leanIndexes: Migration = {
  name: '140-lean-indexes',
  up: async (run) => {
    for (const name of Object.keys(unread)) await run(`drop index ${name}`);
    await run('alter table conversations drop constraint conversations_user_fkey');
    await run('drop index conversations_user');
    for (const [name, [table, column]] of Object.entries(sparse)) {
      await run(`alter table ${table} drop constraint ${name}`);
      await run(`create unique index ${name} on ${table} (bot_id, ${column}) where ${column} is not null`);
    }
  },
  down: async (run) => {
    for (const [name, [table, column]] of Object.entries(sparse)) {
      await run(`drop index ${name}`);
      await run(`alter table ${table} add constraint ${name} unique (bot_id, ${column})`);
    }
    await run('create index conversations_user on conversations (bot_id, user_id) where user_id is not null');
    await run(`alter table conversations add constraint conversations_user_fkey
      foreign key (bot_id, user_id) references users (bot_id, id) on delete cascade`);
    for (const [name, place] of Object.entries(unread)) await run(`create index ${name} on ${place}`);
  },
};
