import { Job, type JobsOptions, type Queue } from 'bullmq';
import type { Redis } from '#platform/redis.js';
import type { JobData } from '../job-data.js';

/** What BullMQ's own script for adding a prioritised job takes; `options` is MessagePack, its priority to be set. */
export interface BullmqAddArguments {
  readonly keys: readonly string[];
  readonly job: Buffer;
  readonly options: Buffer;
}

/**
 * The text of the script behind `queue.add` for a job with a priority, as BullMQ gave it to the connection; undefined
 * while it has not. Run inside a script of ours it spares the second round trip.
 */
export const bullmqAddScript = (redis: Redis): string | undefined => bullmqScript(redis, 'addPrioritizedJob');

/** The text of a script of BullMQ, by its command; undefined while the connection has not got it. */
export function bullmqScript(redis: Redis, command: string): string | undefined {
  const { scriptsSet = {} } = redis as { scriptsSet?: Record<string, { lua: string }> };
  const name = Object.keys(scriptsSet).find((key) => key.startsWith(`${command}:`));
  return name && scriptsSet[name]?.lua;
}

interface NewJob {
  readonly name: string;
  readonly opts: JobsOptions & { readonly jobId: string };
}

/** A script of ours has the data with its item, so BullMQ need not write them down too. */
const noData = {} as JobData;

/** What `queue.add` would send to Redis for a job, made by BullMQ itself; without the data. */
export function bullmqAddArguments(queue: Queue, { name, opts }: NewJob): BullmqAddArguments {
  let sent: unknown[] = [];
  const recorder = {
    runCommand: (_: string, args: unknown[]) => {
      sent = args;
      return Promise.resolve(opts.jobId);
    },
  };
  const job = new Job(queue, name, noData, Object.assign({}, opts, { priority: 1 }), opts.jobId);
  void queue.backend.addJobToTransaction(recorder as never, job.asJSON(), opts.jobId);
  const [job_, , options] = sent.slice(-3) as [Buffer, string, Buffer];
  return { keys: sent.slice(0, -3) as string[], job: job_, options };
}
