import { randomUUID } from 'node:crypto';
import { announceSlots, slotsCountMs } from '#jobs/ordered/worker-slots.js';
import type { OrderedQueueName } from '#jobs/queue-catalog.js';
import type { Jobs } from '#jobs/queues.js';
import { log } from '#platform/log.js';

/** Says how many slots this process has for each queue, again and again until it is stopped. */
export function keepSlotsAnnounced(
  jobs: Pick<Jobs, 'redis' | 'prefix'>,
  slots: Readonly<Partial<Record<OrderedQueueName, number>>>,
): { stop(): void } {
  const processId = randomUUID();
  const say = (isOver = false): Promise<unknown> =>
    Promise.all(
      Object.entries(slots).map(([queue, count]) =>
        announceSlots(jobs, queue as OrderedQueueName, { processId, slots: isOver ? 0 : count }),
      ),
    ).catch((error: unknown) =>
      log.debug({ err: error }, 'the worker slots of this process could not be announced; trying again'),
    );
  void say();
  const timer = setInterval(() => void say(), slotsCountMs * 0.4).unref();
  return {
    // Nobody waits for Redis, which may be away: what is not said is forgotten soon.
    stop: () => {
      clearInterval(timer);
      void say(true);
    },
  };
}
