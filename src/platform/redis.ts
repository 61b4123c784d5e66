import { Cluster, Redis as Server, type ClusterOptions, type RedisOptions } from 'ioredis';
import { log } from './log.js';
import { readRedisUrl, type RedisTarget } from './redis-url.js';
import { sentinelOptions } from './sentinel-connector.js';
import { writeTogether } from './write-together.js';

/** A connection to a single server (alone or behind Sentinels) or to a Cluster; both have the same commands. */
export type Redis = Server | Cluster;

/** The servers behind a connection: one, or each master of a Cluster. */
export const serversOf = (redis: Redis): Server[] =>
  redis instanceof Cluster ? redis.nodes('master') : [redis];

/** Hash tag of all keys: everything of the fleet lives in one slot, so the scripts work on a Redis Cluster too. */
export const keyPrefix = '{remnafleet}';

/** What a connection does while Redis is away: queue commands, or refuse them at once. */
export type Patience = 'wait' | 'fail';

const pauseBeforeRetry = (times: number): number => Math.min(2_000, 50 * 2 ** Math.min(times, 10));
const shared: RedisOptions = { enableReadyCheck: true, connectTimeout: 5_000, keepAlive: 30_000 };
const manners: Readonly<Record<Patience, RedisOptions>> = {
  wait: { maxRetriesPerRequest: null },
  fail: { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: 3_000 },
};

/**
 * Opens a connection to what `url` names (`redis-url.ts`). Patience `'wait'` (workers) queues commands while Redis is
 * away; `'fail'` (ingress and pollers) refuses them at once, so that the caller can answer 503 or keep its offset.
 */
export function openRedis(url: string, patience: Patience): Redis {
  const target = readRedisUrl(url);
  const options: RedisOptions = { ...shared, ...manners[patience] };
  const redis = target.kind === 'cluster' ? openCluster(target, patience) : openServer(target, options);
  tellOfOutages(redis);
  const together = writingTogether[patience];
  if (redis instanceof Cluster) redis.on('+node', together);
  else together(redis);
  return redis;
}

/**
 * Commands that are given together leave together; unlike ioredis' pipelining this changes none of them. A worker's wait for the
 * end of the turn of the event loop, which spares most writes; where somebody waits for the answer, only for that of the callback.
 */
const writingTogether: Readonly<Record<Patience, (redis: Server) => void>> = {
  wait: (redis) => redis.on('connect', () => writeTogether(redis.stream, setImmediate)),
  fail: (redis) => redis.on('connect', () => writeTogether(redis.stream, process.nextTick)),
};

function openServer(target: Exclude<RedisTarget, { kind: 'cluster' }>, options: RedisOptions): Server {
  if (target.kind === 'server')
    return new Server(target.url, { ...options, retryStrategy: pauseBeforeRetry });
  return new Server({
    ...options,
    ...target.options,
    ...sentinelOptions,
    sentinelRetryStrategy: pauseBeforeRetry,
    retryStrategy: pauseBeforeRetry,
    // A master that became a replica: ask the Sentinels again.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
}

function openCluster({ nodes, options }: RedisTarget & { kind: 'cluster' }, patience: Patience): Cluster {
  const { enableOfflineQueue = true, ...perNode } = manners[patience];
  const isTls = options.tls !== undefined;
  const cluster: ClusterOptions = {
    enableReadyCheck: true,
    enableOfflineQueue,
    clusterRetryStrategy: pauseBeforeRetry,
    slotsRefreshTimeout: 3_000,
    redisOptions: { ...shared, ...perNode, ...options },
    // Certificates are made out to names, so names are not resolved before the handshake.
    ...(isTls && { dnsLookup: (address, done) => done(null, address) }),
  };
  return new Cluster([...nodes], cluster);
}

function tellOfOutages(redis: Redis): void {
  let isDown = false;
  redis.on('error', (error: unknown) => {
    if (!isDown) log.warn({ err: error }, 'the connection to Redis failed; reconnecting until it answers');
    isDown = true;
  });
  redis.on('ready', () => {
    if (isDown) log.info('Redis is connected again');
    isDown = false;
  });
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
