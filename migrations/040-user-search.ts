import type { Migration } from './migration.js';

const keys = {
  username_key: ['username', '@name in lower case, for the search by its beginning'],
  first_name_key: ['first_name', 'First name in lower case, for the search by its beginning'],
  last_name_key: ['last_name', 'Last name in lower case, for the search by its beginning'],
} as const;
const indexes = [
  'users_balance on users (bot_id, balance_toman, id)',
  'users_registered on users (bot_id, registered_at) where registered_at is not null',
  "users_status on users (bot_id, status, id) where status <> 'active'",
  ...Object.keys(keys).map((key) => `users_${key} on users (bot_id, ${key}) where ${key} is not null`),
];

/**
 * What lists of users are found by. The names are columns of their own, compared byte by byte: behind row-level security
 * PostgreSQL uses an index for leakproof operators only, and neither `lower` nor `like` is one.
 */
export const userSearch: Migration = {
  name: '040-user-search',
  up: async (run) => {
    const columns = Object.entries(keys).map(
      ([key, [name]]) => `add column ${key} text collate "C" generated always as (lower(${name})) stored`,
    );
    await run(`alter table users ${columns.join(', ')}`);
    for (const [key, [, meaning]] of Object.entries(keys))
      await run(`comment on column users.${key} is '${meaning}'`);
    await run('drop index users_username');
    for (const index of indexes) await run(`create index ${index}`);
  },
  down: async (run) => {
    for (const index of indexes) await run(`drop index ${index.split(' ')[0] as string}`);
    for (const key of Object.keys(keys)) await run(`alter table users drop column ${key}`);
    await run('create index users_username on users (bot_id, lower(username)) where username is not null');
  },
};
