import { randomBytes } from 'node:crypto';
import { type Redis as Server } from 'ioredis';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { awaitRedis, openRedis, serversOf, type Redis } from '#platform/redis.js';
import { removeFound } from './servers/whole-redis.js';

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
export const removeKeys = (redis: Redis, prefix: string): Promise<void> => removeFound(redis, `${prefix}*`);

/**
 * An emptied Redis database for a fleet of a test's own, whose keys have the prefix of the product; a Cluster has only
 * one database.
 */
export async function openRedisDatabase(number: number): Promise<{ url: string; redis: Server }> {
  const server = testRedisUrl();
  const url = server.includes('-cluster:') ? server : `${server.replace(/\/\d*$/, '')}/${number}`;
  const redis = openRedis(url, 'wait');
  await awaitRedis(redis);
  for (const one of serversOf(redis)) await one.flushdb();
  return { url, redis: redis as Server }; // A Cluster has the same commands.
}
