import { createRedisBackend, RedisQueueBackend, type BackendFactory, type Job } from 'bullmq';
import type { JobData } from '#jobs/job-data.js';

/** What BullMQ sends for the end of a job: the keys and arguments of its script. */
export type SentEnd = readonly (number | string | Buffer)[];

/**
 * BullMQ's way to Redis, but that `end` may send what a completed job sends, together with more: it returns what BullMQ's
 * own script replied, or undefined when BullMQ is to send it alone.
 */
export function endingTogether(
  end: (job: Job<JobData>, sent: SentEnd) => Promise<unknown> | undefined,
): BackendFactory<RedisQueueBackend> {
  return (...args) => {
    const backend = createRedisBackend(...args);
    backend.moveToCompleted = (job, ...rest) => {
      // What BullMQ makes of the job and of the reply stays its own; only the command itself leaves by `end`.
      const execCommand: RedisQueueBackend['execCommand'] = (client, command, sent) =>
        end(job as unknown as Job<JobData>, sent as SentEnd) ??
        (backend.execCommand(client, command, sent) as Promise<unknown>);
      const together = Object.create(backend, { execCommand: { value: execCommand } }) as RedisQueueBackend;
      return RedisQueueBackend.prototype.moveToCompleted.call(together, job, ...rest);
    };
    return backend;
  };
}
