import type { Migration, Run } from './migration.js';

const tokens = ['api_token_hash', 'telegram_bot_id', 'telegram_bot_token_hash'] as const;

/** Each column in turn: no moment without uniqueness, since a migration is one transaction. */
const each =
  (change: (run: Run, column: string) => Promise<unknown>) =>
  async (run: Run): Promise<void> => {
    for (const column of tokens) await change(run, column);
  };

/**
 * A new token of a bot no longer waits for, nor deadlocks with, what else goes on in that bot. PostgreSQL lets an update
 * of a column wait for everybody who names the row by a foreign key when a unique index that a foreign key could use is
 * on it; a partial index is none.
 */
export const botRowLocks: Migration = {
  name: '062-bot-row-locks',
  up: each(async (run, column) => {
    await run(`alter table bots drop constraint bots_${column}_key`);
    await run(`create unique index bots_${column}_key on bots (${column}) where ${column} is not null`);
  }),
  down: each(async (run, column) => {
    await run(`drop index bots_${column}_key`);
    await run(`alter table bots add constraint bots_${column}_key unique (${column})`);
  }),
};
