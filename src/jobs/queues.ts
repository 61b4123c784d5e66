import { Queue, type JobsOptions } from 'bullmq';
import { keyPrefix, type Redis } from '#platform/redis.js';
import { carriedTrace, joinTrace } from '#platform/tracing.js';
import { catalog } from './catalog.js';
import type { JobContract } from './job-contract.js';
import type { JobData } from './job-data.js';
import type { InlineRunner } from './ordered/script-calls.js';
import { orderedQueue, type OrderedQueue } from './ordered/ordered-queue.js';
import {
  isOrdered,
  queues as queueList,
  slotsOf,
  type OrderedQueueName,
  type QueueName,
} from './queue-catalog.js';

/** All queues of the fleet on one connection. */
export interface Jobs {
  readonly redis: Redis;
  readonly prefix: string;
  /** The life of the fleet for which this process works: jobs of earlier ones are done no more. */
  readonly life: number;
  readonly queues: Readonly<Record<QueueName, Queue<JobData>>>;
  readonly ordered: Readonly<Record<OrderedQueueName, OrderedQueue>>;
  /** Sends messages in the process that enqueues them, as far as it has room; where workers run they put theirs here. */
  inlineSender?: InlineRunner;
  close(): Promise<void>;
}

const day = 86_400;
/** Failed requests that are kept for operators to look at; they are not done again. */
const mostFailedRequests = 1_000;

/**
 * How a job of this name is kept and retried: completed ones by age and count, failed ones for 30 days; of those whose
 * asker was answered none that is done, and the last failed ones. A name of a newer version may pass through this one; its
 * job waits for that version. The job joins the trace that is carried, by default that of the running code; null: none.
 */
export function jobOptions(name: string, trace: string | null | undefined = carriedTrace()): JobsOptions {
  const contract = (catalog as Readonly<Record<string, JobContract>>)[name];
  return {
    attempts: contract?.attempts ?? 4,
    backoff: { type: 'capped' },
    ...(contract?.keptOf
      ? { removeOnComplete: true, removeOnFail: { age: 30 * day, count: mostFailedRequests } }
      : {
          removeOnComplete: { age: 3_600, count: contract?.everyMs ? 50 : 20_000 },
          removeOnFail: { age: 30 * day },
        }),
    ...joinTrace(trace),
  };
}

export interface JobsSetting {
  readonly redis: Redis;
  /** Hash-tagged prefix of all keys. */
  readonly prefix?: string;
  /** How many chats of one bot may be at work at once: about half of all worker slots. */
  readonly capPerBot?: number;
  /** 0: none but the first. */
  readonly life?: number;
}

/** Opens every queue of the catalogue for adding and looking; workers open their own side. */
export function openJobs({ redis, prefix = keyPrefix, capPerBot = 32, life = 0 }: JobsSetting): Jobs {
  const open = (name: string): Queue<JobData> => {
    const queue = new Queue<JobData>(name, {
      connection: redis,
      prefix,
      streams: { events: { maxLen: 1_000 } },
    });
    queue.on('error', () => undefined); // The connection itself reports that Redis is away.
    return queue;
  };
  const names = Object.keys(queueList) as QueueName[];
  const queues = Object.fromEntries(names.map((name) => [name, open(name)])) as Record<
    QueueName,
    Queue<JobData>
  >;
  const openOrdered = (name: OrderedQueueName) => {
    const cap = Math.ceil(slotsOf(name, capPerBot * 2) / 2);
    return orderedQueue({ redis, queue: queues[name], prefix, cap, jobOptions });
  };
  return {
    redis,
    prefix,
    life,
    queues,
    ordered: Object.fromEntries(names.filter(isOrdered).map((name) => [name, openOrdered(name)])) as Record<
      OrderedQueueName,
      OrderedQueue
    >,
    close: async () => {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}
