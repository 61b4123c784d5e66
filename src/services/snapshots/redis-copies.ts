import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import type { Redis } from '#platform/redis.js';
import { isStoredBot, type StoredBot } from './bot-snapshot.js';

/** Where the fleet's processes share what they read. */
export interface SharedPlace {
  readonly redis: Redis;
  readonly prefix: string;
}

/**
 * What the fleet's processes share of a bot, for five minutes. A copy carries the revision of the bot that its reader knew
 * before it asked PostgreSQL; who knows another revision does not take it. So a slow reader can write what is old already,
 * but nobody uses it. Without Redis everybody asks PostgreSQL; nothing here throws.
 */
export interface RedisCopies {
  /** What another process read at this revision of the bot. */
  fetch(botId: string, revision: string): Promise<StoredBot | undefined>;
  /** Shares what was read from PostgreSQL after `revision` was known. */
  keep(botId: string, revision: string, stored: StoredBot): Promise<void>;
  /** Takes a bot's copy away: the bot was changed. */
  drop(botId: string): Promise<void>;
}

const keptSeconds = 300;
/** People wait for the answer, and PostgreSQL has it too. */
const patienceMs = 250;
/** After a failure Redis is left alone for so long. */
const restMs = 1_000;

/** Opens the copies that lie in a Redis; undefined: none are shared. */
export function openRedisCopies(place: SharedPlace | undefined): RedisCopies {
  let restsUntil = -Infinity;

  async function ask<T>(question: (place: SharedPlace) => Promise<T>): Promise<T | undefined> {
    if (!place || place.redis.status !== 'ready' || performance.now() < restsUntil) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    });
    try {
      return await Promise.race([question(place), tooLate]);
    } catch (error) {
      restsUntil = performance.now() + restMs;
      log.debug({ err: error }, 'Redis did not answer; bot snapshots are read from PostgreSQL');
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    fetch: async (botId, revision) => {
      const found = await ask(async ({ redis, prefix }) => ({ text: await redis.get(keyOf(prefix, botId)) }));
      const stored = found?.text ? parse(found.text, revision) : undefined;
      metrics.snapshotLooked('redis', stored ? 'hit' : found ? 'miss' : 'failed');
      return stored;
    },
    keep: async (botId, revision, stored) => {
      const text = JSON.stringify({ revision, stored });
      await ask(({ redis, prefix }) => redis.set(keyOf(prefix, botId), text, 'EX', keptSeconds));
    },
    drop: async (botId) => {
      await ask(({ redis, prefix }) => redis.del(keyOf(prefix, botId)));
    },
  };
}

const keyOf = (prefix: string, botId: string): string => `${prefix}:snapshot:${botId}`;

function parse(text: string, revision: string): StoredBot | undefined {
  try {
    const entry = JSON.parse(text) as { revision?: unknown; stored?: unknown };
    return entry.revision === revision && isStoredBot(entry.stored) ? entry.stored : undefined;
  } catch {
    return undefined;
  }
}
