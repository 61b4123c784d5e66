import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import type { Redis } from '#platform/redis.js';
import { isStored, type StoredFeatures } from './shape.js';

/*
 * What the fleet's processes share of a bot's features, for five minutes. An entry carries the revision of the bot
 * (directory/directory.ts) that its reader knew before it asked PostgreSQL; who knows another revision does not take it. So
 * a slow reader can write what is old already, but nobody uses it. Without Redis everybody asks PostgreSQL.
 */

interface Place {
  readonly redis: Redis;
  readonly prefix: string;
}

const keptSeconds = 300;
/** People wait for the answer, and PostgreSQL has it too. */
const patienceMs = 250;
/** After a failure Redis is left alone for so long. */
const restMs = 1_000;

let place: Place | undefined;
let restsUntil = -Infinity;

/** Names the Redis that the processes share; once a process. Undefined: none. */
export function shareFeatures(shared: Place | undefined): void {
  place = shared;
  restsUntil = -Infinity;
}

const keyOf = (prefix: string, botId: string): string => `${prefix}:features:${botId}`;

/** What another process read at this revision of the bot. */
export async function fetchFeatures(botId: string, revision: string): Promise<StoredFeatures | undefined> {
  const found = await ask(async ({ redis, prefix }) => ({ text: await redis.get(keyOf(prefix, botId)) }));
  const stored = found?.text ? parse(found.text, revision) : undefined;
  metrics.featuresLooked('redis', stored ? 'hit' : found ? 'miss' : 'failed');
  return stored;
}

function parse(text: string, revision: string): StoredFeatures | undefined {
  try {
    const entry = JSON.parse(text) as { revision?: unknown; stored?: unknown };
    return entry.revision === revision && isStored(entry.stored) ? entry.stored : undefined;
  } catch {
    return undefined;
  }
}

/** Shares what was read from PostgreSQL after `revision` was known. */
export async function keepFeatures(botId: string, revision: string, stored: StoredFeatures): Promise<void> {
  const text = JSON.stringify({ revision, stored });
  await ask(({ redis, prefix }) => redis.set(keyOf(prefix, botId), text, 'EX', keptSeconds));
}

/** Takes a bot's entry away: its features were changed. */
export async function dropFeatures(botId: string): Promise<void> {
  await ask(({ redis, prefix }) => redis.del(keyOf(prefix, botId)));
}

async function ask<T>(question: (place: Place) => Promise<T>): Promise<T | undefined> {
  if (!place || place.redis.status !== 'ready' || performance.now() < restsUntil) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([question(place), tooLate]);
  } catch (error) {
    restsUntil = performance.now() + restMs;
    log.debug({ err: error }, 'redis did not answer; the features are read from PostgreSQL');
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
