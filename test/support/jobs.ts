import { randomBytes } from 'node:crypto';
import { openRedis, type Redis } from '#platform/redis.js';
import { openJobs, type Jobs } from '#jobs/queues.js';

/** Redis of the test run; set by `npm test`. */
export const testRedisUrl = (): string => {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error('REDIS_URL is not set: run the tests with npm test');
  return url;
};

/** A hash-tagged prefix that no other test has. */
export const ownPrefix = (): string => `{test-${randomBytes(6).toString('hex')}}`;

export interface TestJobs extends Jobs {
  readonly redis: Redis;
}

/** Queues of a test's own, with a connection of their own; `close` removes every key. */
export function openTestJobs(capPerBot = 4, prefix = ownPrefix(), url = testRedisUrl()): TestJobs {
  const redis = openRedis(url, 'wait');
  const jobs = openJobs({ redis, prefix, capPerBot });
  return {
    ...jobs,
    redis,
    close: async () => {
      await jobs.close();
      await removeKeys(redis, prefix);
      redis.disconnect();
    },
  };
}

/** Removes all keys of a prefix. */
export async function removeKeys(redis: Redis, prefix: string): Promise<void> {
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1000);
    cursor = next;
    if (keys.length) await redis.del(...keys);
  } while (cursor !== '0');
}
