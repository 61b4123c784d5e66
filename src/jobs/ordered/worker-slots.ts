import { redisScript } from '#platform/redis-script.js';
import type { OrderedQueueName } from '../queue-catalog.js';
import type { Jobs } from '../queues.js';
import { orderedKeys } from './script-calls.js';

/** A process that has not said for so long how many slots it has is gone: it says so every 10 s, and may miss it once. */
export const slotsCountMs = 25_000;

/**
 * KEYS 1 the processes (ZSET `process slots` → ms when it said so), 2 the slots of all (STRING). ARGV 1 process, 2 its slots,
 * 0 when it goes, 3 ms for which that counts.
 */
const announce = redisScript(
  'orderedAnnounceSlots',
  `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
  local entry = ARGV[1] .. ' ' .. ARGV[2]
  if ARGV[2] == '0' then
    for _, one in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
      if string.match(one, '^%S+') == ARGV[1] then redis.call('ZREM', KEYS[1], one) end
    end
  else
    redis.call('ZADD', KEYS[1], now, entry)
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
  end
  local all = 0
  for _, one in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do all = all + string.match(one, '%d+$') end
  if all == 0 then redis.call('DEL', KEYS[2]) else redis.call('SET', KEYS[2], string.format('%d', all), 'PX', ARGV[3]) end
  return all`,
);

/**
 * Tells the ordered queue how many of its jobs a process can have at work at once, 0 when it ends; returns those of all
 * processes. Bots share what is there (`scripts.ts`); while nobody says anything each has its cap.
 */
export async function announceSlots(
  { redis, prefix }: Pick<Jobs, 'redis' | 'prefix'>,
  queue: OrderedQueueName,
  { processId, slots }: { readonly processId: string; readonly slots: number },
): Promise<number> {
  const keys = orderedKeys(prefix, queue);
  return Number(await announce(redis, [keys.workers, keys.slots], [processId, slots, slotsCountMs]));
}

/** KEYS 1 the processes. ARGV 1 ms for which a word counts. */
const count = redisScript(
  'countWorkers',
  `
  local time = redis.call('TIME')
  return redis.call('ZCOUNT', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1], '+inf')`,
);

/** How many worker processes have said within the last 25 seconds that they are there; one that ends says so too. */
export async function countWorkers({ redis, prefix }: Pick<Jobs, 'redis' | 'prefix'>): Promise<number> {
  return Number(await count(redis, [orderedKeys(prefix, 'updates').workers], [slotsCountMs]));
}
