import { Redis, type RedisOptions } from 'ioredis';
import { log } from './log.js';

export type { Redis } from 'ioredis';

/** Hash tag of all keys: everything of the fleet lives in one slot, so the scripts work on a Redis Cluster too. */
export const keyPrefix = '{remnafleet}';

const shared: RedisOptions = { enableReadyCheck: true, connectTimeout: 5_000, keepAlive: 30_000 };

/**
 * Opens a connection. `patience: 'wait'` (workers) queues commands while Redis is away; `'fail'` (ingress and
 * pollers) refuses them at once, so that the caller can answer 503 or keep its offset.
 */
export function openRedis(url: string, patience: 'wait' | 'fail'): Redis {
  const manners: RedisOptions =
    patience === 'wait'
      ? { maxRetriesPerRequest: null }
      : { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: 3_000 };
  const redis = new Redis(url.replace(/^unix:\/\//, ''), {
    ...shared,
    ...manners,
    retryStrategy: (times) => Math.min(2_000, 50 * 2 ** Math.min(times, 10)),
  });
  let isDown = false;
  redis.on('error', (error) => {
    if (!isDown) log.warn({ err: error }, 'redis is away');
    isDown = true;
  });
  redis.on('ready', () => {
    if (isDown) log.info('redis is back');
    isDown = false;
  });
  return redis;
}

/** Resolves when the connection is usable; throws a plain line naming `REDIS_URL` after `timeoutMs`. */
export async function awaitRedis(redis: Redis, timeoutMs = 10_000): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    let last = 'no answer';
    const note = (error: Error) => {
      last = error.message;
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`REDIS_URL: no Redis answers there (${last}); start it or correct the address`));
    }, timeoutMs);
    const finish = () => {
      clearTimeout(timer);
      redis.off('error', note);
      redis.off('ready', ready);
    };
    const ready = () => {
      finish();
      resolve();
    };
    redis.on('error', note);
    redis.on('ready', ready);
  });
}
