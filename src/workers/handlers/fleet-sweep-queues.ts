import { orderedKeys } from '#jobs/ordered/script-calls.js';
import type { Jobs } from '#jobs/queues.js';
import { log } from '#platform/log.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** Longer than a killed worker's jobs take to come back by themselves (lock 10 s, check every 5 s). */
const overdueAfterMs = 20_000;
/** A message may be at work without a job: its process says every 3 s that it lives (`workers/inline-sender.ts`). */
const messageOverdueAfterMs = 10_000;

/** Repairs chats whose job got lost between two calls or was removed by hand. */
export const sweepQueuesHandler = ({ jobs }: WorkerDeps): Handler<'fleet.sweep-queues'> => ({
  run: async () => {
    if (await isQuiet(jobs)) return;
    let mended = 0;
    for (const [name, queue] of Object.entries(jobs.ordered))
      mended += await queue.sweep(name === 'messages' ? messageOverdueAfterMs : overdueAfterMs);
    if (mended) log.info({ mended }, 'the queue sweep restored lost jobs');
  },
});

/** No chat of any queue has a job, and no bot anything to do: one question in place of two for each queue. */
async function isQuiet({ ordered, prefix, redis }: Jobs): Promise<boolean> {
  const keys = Object.keys(ordered).flatMap((queue) => {
    const { bots, released } = orderedKeys(prefix, queue);
    return [bots, released];
  });
  return (await redis.exists(...keys)) === 0;
}
