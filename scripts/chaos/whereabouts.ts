import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { keyPrefix } from '#platform/redis.js';
import type { Place } from '../../src/jobs/ordered/items.js';
import { orderedKeys } from '../../src/jobs/ordered/script-calls.js';
import type { ChaosFleet } from './fleet.js';
import type { OwedMessage } from './settle.js';
import type { SentUpdate } from './traffic.js';

const mostAsked = 2_000;

/** For whoever looks for a fault: where in Redis that lies which has not come to its end, one line for each kind of place. */
export async function tellWhereabouts(
  fleet: ChaosFleet,
  { missing, owed }: { missing: readonly SentUpdate[]; owed: readonly OwedMessage[] },
): Promise<string[]> {
  const updates = missing.map(({ bot, chatId, updateId }) => ({
    ...{ botId: bot.botId, chatId, id: String(updateId) },
  }));
  const messages = owed.map((row) => ({
    ...{ botId: row.bot_id, chatId: row.ordering_key || '0', id: row.id },
    ...{
      told: row.handed === null ? ', never noted as handed over' : `, handed over ${about(row.handed)} ago`,
    },
  }));
  return fleet.redis(async (redis) => [
    ...(await tellQueue(redis, 'updates', updates)),
    ...(await tellQueue(redis, 'messages', messages)),
  ]);
}

const about = (seconds: number): string => `about ${Math.round(seconds / 10) * 10} s`;

type Sought = Place & { readonly told?: string };

async function tellQueue(redis: Redis, name: string, places: readonly Sought[]): Promise<string[]> {
  const queue = new Queue(name, { connection: redis, prefix: keyPrefix });
  const counts = new Map<string, number>();
  try {
    for (const place of places.slice(0, mostAsked)) {
      const where = (await locate(redis, queue, place)) + (place.told ?? '');
      counts.set(where, (counts.get(where) ?? 0) + 1);
    }
  } finally {
    await queue.close();
  }
  return [...counts].map(([where, count]) => `${name}: ${count} ${where}`);
}

async function locate(redis: Redis, queue: Queue, { botId, chatId, id }: Place): Promise<string> {
  const keys = orderedKeys(keyPrefix, queue.name);
  const [inBox, current, seen, state] = await Promise.all([
    redis.zcount(keys.mailbox(botId, chatId), id, id),
    redis.hget(keys.current(botId), chatId),
    redis.sismember(keys.seen(botId, id), id),
    queue.getJobState(`${botId}.${id}`),
  ]);
  if (!inBox) return `in no mailbox (${seen ? 'seen' : 'never seen'}, job ${state})`;
  if (!current) return `in the mailbox of a chat that is idle (job ${state})`;
  const [rank, head, since] = current.split(' ');
  if (head !== id) return 'behind another of its chat';
  const age = about((Date.now() - Number(since)) / 1_000);
  return `at the head of its chat since ${age}, rank ${rank}, job ${state}`;
}
