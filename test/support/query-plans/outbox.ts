import { enqueue } from '#jobs/enqueue.js';
import { flushChat } from '#jobs/outbox.js';
import { relayOutbox } from '#jobs/relay-outbox.js';
import { openSettler } from '#jobs/settle-outbox.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** The part of `queryPaths` that the outbox has. */
export const outboxQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/jobs/outbox.ts': {
    run: async ({ deps }) => {
      await enqueue(tenant, 'bot.publish', {});
      await flushChat(deps.jobs, tenant, '77');
    },
  },
  'src/jobs/settle-outbox.ts': {
    run: async () => {
      const settler = openSettler();
      settler.ended('5');
      await settler.flush();
    },
  },
  'src/jobs/relay-outbox.ts': {
    run: async ({ deps }) => {
      await deps.jobs.redis.set(`${deps.jobs.prefix}:epoch`, '1');
      await relayOutbox(deps.jobs);
    },
    leftOut: {
      "update outbox set handed_at = now() - interval '1 hour'":
        'redis came back empty: everything owed is handed over again, so all of it is read',
    },
  },
};
