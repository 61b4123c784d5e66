import type { Migration } from './migration.js';

/**
 * Marks of notices that are told once are kept for 400 days, longer than anything can lead to them again; differences of money
 * that are gone, likewise.
 */
export const keptMarks: Migration = {
  name: '246-kept-marks',
  up: async (run) => {
    await run(`update notice_marks set until = now() + interval '400 days' where until = 'infinity'`);
    await run('create index money_differences_gone on money_differences (gone_at) where gone_at is not null');
    await run(`comment on column notice_marks.until is 'When it may be told again, and the mark goes'`);
  },
  down: async (run) => {
    await run(`comment on column notice_marks.until is 'When it may be told again; infinity: never'`);
    await run('drop index money_differences_gone');
    await run(`update notice_marks set until = 'infinity' where until > now() + interval '366 days'`);
  },
};
