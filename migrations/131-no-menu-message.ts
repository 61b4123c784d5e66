import type { Migration } from './migration.js';

/** No code ever wrote or read it: a tap names the message that it changes. */
export const noMenuMessage: Migration = {
  name: '131-no-menu-message',
  up: async (run) => {
    await run('alter table conversations drop column menu_message_id');
  },
  down: async (run) => {
    await run('alter table conversations add column menu_message_id bigint');
    await run(`comment on column conversations.menu_message_id is 'Message that carries the live menu'`);
  },
};
