/**
 * How the answer to an admin request comes back from the worker that ran it to the ingress that waits.
 *
 * 1. The worker keeps it in Redis for a bounded time and publishes it on the channel of that ingress, in one step.
 * 2. The ingress hears of it; a message that was lost on the way it finds by looking at the key now and then.
 * 3. Who got a 202 reads it there until the time is over.
 * The answer itself is sealed by the worker and opened by the ingress: Redis and bull-board show nothing of it.
 */
import { randomUUID } from 'node:crypto';
import { log } from '#platform/log.js';
import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';

/** An answer as Redis keeps it. */
export interface StoredAnswer {
  readonly endpoint: string;
  /** Whose request it was: `master`, or `token`, its bot and its number. */
  readonly caller: string;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  readonly finishedAt: number;
  readonly sealed: string;
}

const keyOf = (prefix: string, jobId: string): string => `${prefix}:answer:${jobId}`;
const channelOf = (prefix: string, replyTo: string): string => `${prefix}:answers:${replyTo}`;

/** KEYS 1 the answer. ARGV 1 its text, 2 ms to keep it, 3 channel, 4 job. */
const give = redisScript(
  'giveAnswer',
  `
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return redis.call('PUBLISH', ARGV[3], ARGV[4] .. ' ' .. ARGV[1])`,
);

/** Keeps an answer for `keepMs` and tells the ingress that waits for it. */
export async function giveAnswer(
  { redis, prefix }: { readonly redis: Redis; readonly prefix: string },
  to: { readonly jobId: string; readonly replyTo: string; readonly keepMs: number },
  answer: StoredAnswer,
): Promise<void> {
  const args = [JSON.stringify(answer), to.keepMs, channelOf(prefix, to.replyTo), to.jobId];
  await give(redis, [keyOf(prefix, to.jobId)], args);
}

/** The answer to a job, while it is kept. */
export async function findAnswer(
  redis: Redis,
  prefix: string,
  jobId: string,
): Promise<StoredAnswer | undefined> {
  const text = await redis.get(keyOf(prefix, jobId));
  return text === null ? undefined : (JSON.parse(text) as StoredAnswer);
}

/** The ear of one ingress process. */
export interface AnswerEar {
  /** Names this process in the jobs that it makes. */
  readonly replyTo: string;
  /**
   * Begins to listen for a job's answer; call it before the job is made. The answer, or undefined when there is none
   * after `waitMs`.
   */
  expect(jobId: string, waitMs: number): Promise<StoredAnswer | undefined>;
  /** The job could not be made: nobody waits for it any more. */
  forget(jobId: string): void;
  /** Stops listening; who still waits gets undefined. */
  close(): void;
}

/** How often a request that takes long is looked up, in case its message was lost. */
const lookEveryMs = 1_000;

/** Opens the ear on a connection of its own. */
export function openAnswerEar(redis: Redis, prefix: string): AnswerEar {
  const replyTo = randomUUID();
  const waiting = new Map<string, (answer: StoredAnswer | undefined) => void>();
  const connection = listenOn(redis);
  const channel = channelOf(prefix, replyTo);
  connection.on('error', () => undefined); // The connection that it was made from reports that Redis is away.
  const subscribe = (): void => {
    connection
      .subscribe(channel)
      .catch((error: unknown) => log.debug({ err: error }, 'answers are not heard'));
  };
  if (connection.status === 'ready') subscribe();
  connection.on('ready', subscribe);
  connection.on('message', (_: string, message: string) => {
    const at = message.indexOf(' ');
    waiting.get(message.slice(0, at))?.(JSON.parse(message.slice(at + 1)) as StoredAnswer);
  });

  function expect(jobId: string, waitMs: number): Promise<StoredAnswer | undefined> {
    return new Promise((resolve) => {
      const end = (answer: StoredAnswer | undefined): void => {
        clearTimeout(last);
        clearInterval(looks);
        waiting.delete(jobId);
        resolve(answer);
      };
      const look = async (): Promise<StoredAnswer | undefined> =>
        findAnswer(redis, prefix, jobId).catch(() => undefined);
      const last = setTimeout(() => void look().then(end), waitMs);
      const looks = setInterval(() => void look().then((found) => found && end(found)), lookEveryMs);
      waiting.set(jobId, end);
    });
  }
  return {
    replyTo,
    expect,
    forget: (jobId) => waiting.get(jobId)?.(undefined),
    close: () => {
      for (const end of waiting.values()) end(undefined);
      connection.disconnect();
    },
  };
}

/** A connection for listening waits out what its model fails fast on. */
function listenOn(redis: Redis): Redis {
  if ('nodes' in redis) return redis.duplicate([], { enableOfflineQueue: true });
  return redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
}
