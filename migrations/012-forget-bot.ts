import type { Migration } from './migration.js';

/** Deleting a bot also removes its rows in the tables without a foreign key to bots. */
export const forgetBot: Migration = {
  name: '012-forget-bot',
  up: async (run) => {
    await run(`
      create function forget_bot() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        delete from processed_updates where bot_id = old.id;
        delete from outbox where bot_id = old.id;
        return old;
      end
      $$`);
    await run(
      `comment on function forget_bot() is 'Removes the rows of a deleted bot that no foreign key reaches'`,
    );
    await run('create trigger forget_bot after delete on bots for each row execute function forget_bot()');
  },
  down: async (run) => {
    await run('drop trigger forget_bot on bots');
    await run('drop function forget_bot()');
  },
};
