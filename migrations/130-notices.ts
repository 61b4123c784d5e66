import type { Migration } from './migration.js';
import { botColumn, createTenantTable, dropTable } from './tenant-table.js';

/** Notices are told once a thing, or not too often; and a job may wait in the outbox for its time. */
export const notices: Migration = {
  name: '130-notices',
  up: async (run) => {
    await createTenantTable(run, {
      name: 'notice_marks',
      meaning: 'A notice that was decided, so that it is not decided again too soon, or ever',
      columns: {
        ...botColumn,
        kind: ["text not null check (kind <> '')", 'Kind of the notice in the catalogue'],
        about: ['text not null', "What it was about, such as the number of an order; '': the bot itself"],
        until: ['timestamptz not null', 'When it may be told again; infinity: never'],
      },
      constraints: ['constraint notice_marks_pkey primary key (bot_id, kind, about)'],
      indexes: [`create index notice_marks_over on notice_marks (until) where until < 'infinity'`],
    });
    await run('drop index outbox_waiting');
    await run(
      'create index outbox_due on outbox ((greatest(coalesce(handed_at, created_at), not_before)), id)',
    );
  },
  down: async (run) => {
    await run('drop index outbox_due');
    await run('create index outbox_waiting on outbox ((coalesce(handed_at, created_at)), id)');
    await dropTable('notice_marks')(run);
  },
};
