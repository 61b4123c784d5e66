import { log } from '#platform/log.js';
import { relayOutbox } from '#jobs/outbox.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './index.js';

/** Hands over owed jobs that a crash or an emptied Redis left behind. */
export const relayOutboxHandler = (deps: WorkerDeps): Handler<'fleet.relay-outbox'> => ({
  run: async () => {
    const relayed = await relayOutbox(deps.jobs);
    if (relayed) log.info({ relayed }, 'owed jobs were offered to redis again');
  },
});
