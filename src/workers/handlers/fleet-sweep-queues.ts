import { log } from '#platform/log.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './index.js';

/** Longer than a killed worker's jobs take to come back by themselves (lock 10 s, check every 5 s). */
const suspectAfterMs = 20_000;
/** A message may be at work without a job: its process says every 3 s that it lives (`own-messages.ts`). */
const messageSuspectAfterMs = 10_000;

/** Repairs chats whose job got lost between two calls or was removed by hand. */
export const sweepQueuesHandler = (deps: WorkerDeps): Handler<'fleet.sweep-queues'> => ({
  run: async () => {
    let mended = 0;
    for (const [name, queue] of Object.entries(deps.jobs.ordered))
      mended += await queue.sweep(name === 'messages' ? messageSuspectAfterMs : suspectAfterMs);
    if (mended) log.info({ mended }, 'chats without a job at work got theirs back');
  },
});
