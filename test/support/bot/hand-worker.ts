import { Worker, DelayedError, type Job } from 'bullmq';
import type { JobData } from '#jobs/job-data.js';
import type { InlineRunner } from '#jobs/ordered/script-calls.js';
import type { OrderedQueueName, QueueName } from '#jobs/queue-catalog.js';
import type { OutboxSettler } from '#jobs/settle-outbox.js';
import { placeOf, runJob } from '../../../src/workers/run-job.js';
import type { TestJobs } from '../jobs.js';

/** The lock under which a hand worker has its job. */
export const lock = 'driver';

/** A worker that takes a job only when it is asked to, and tries a failed one again at once. */
export const openHandWorker = (queue: string, jobs: TestJobs): Worker<JobData> =>
  new Worker<JobData>(queue, null, {
    connection: jobs.redis,
    prefix: jobs.prefix,
    settings: { backoffStrategy: () => 0 },
  });

/** Runs nothing itself; the row of what was not needed goes at once, as in a worker, and does not wait for a relay. */
export const settlesNeedless = (settler: OutboxSettler): InlineRunner => ({
  takes: () => false,
  run: ({ id }) => {
    throw new Error(`item ${id} was to run without a job`);
  },
  drop: ({ data }) => {
    if (data.outbox_id) settler.ended(data.outbox_id);
  },
});

/** Runs a job as a worker does, and releases the next of its chat. */
export async function runToEnd(deps: Parameters<typeof runJob>[0], job: Job<JobData>): Promise<void> {
  try {
    await runJob(deps, job, lock);
    await job.moveToCompleted(undefined, lock, false);
  } catch (error) {
    if (error instanceof DelayedError) return;
    await job.moveToFailed(error as Error, lock, false);
    if (job.finishedOn === undefined) return;
  }
  const place = placeOf(job);
  if (place) await deps.jobs.ordered[job.queueName as OrderedQueueName].finish(place);
}

/** The job's worker has died, and its lock has run out. */
export async function loseJob({ redis, prefix, queues }: TestJobs, job: Job<JobData>): Promise<void> {
  const id = job.id as string;
  await redis.del(`${prefix}:${job.queueName}:${id}:lock`);
  await queues[job.queueName as QueueName].remove(id);
}
