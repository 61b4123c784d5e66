import type { Migration } from './migration.js';

/** A job remembers the trace of what ordered it, so that one trace holds an update and its answers. */
export const outboxTrace: Migration = {
  name: '060-outbox-trace',
  up: async (run) => {
    await run(
      `alter table outbox add column trace text check (trace ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$')`,
    );
    await run(
      `comment on column outbox.trace is 'W3C traceparent of the code that decided the job; null: not traced'`,
    );
  },
  down: (run) => run('alter table outbox drop column trace'),
};
