import { LRUCache } from 'lru-cache';
import { redisScript } from '../redis-script.js';
import { keyPrefix, type Redis } from '../redis.js';
import { hourMs } from '../units.js';

/** Telegram forgets an idle token and lets an address wake only so many a minute and an hour. */
export interface ColdTokenLimit {
  /** Tokens that may be woken in a minute (and 36 times as many in an hour); 0 = no limit. */
  readonly perMinute: number;
  readonly prefix?: string;
}

const warmMs = hourMs;
const rememberMs = 1_200_000;
const windowMs = 66_000;
const graceMs = 5_000;
const hourlyShare = 36;

/**
 * KEYS 1 warm tokens (ZSET hash → ms of the last known call), 2 wake-ups, past and promised (ZSET hash → ms).
 * ARGV 1 token hash, 2 per minute, 3 per hour, 4 ms a token stays warm, 5 ms of the window, 6 ms of grace.
 * The window is longer than a minute by more than the grace, so late callers cannot crowd a minute.
 */
const wake = redisScript(
  'wakeColdToken',
  `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local hash, perMinute, perHour = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
  local warmMs, windowMs, graceMs = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - warmMs)
  if redis.call('ZSCORE', KEYS[1], hash) then redis.call('ZADD', KEYS[1], now, hash); return 0 end
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ${hourMs})
  local promised = tonumber(redis.call('ZSCORE', KEYS[2], hash) or 0)
  if promised > now then return promised - now end
  if promised < now - graceMs then
    redis.call('ZREM', KEYS[2], hash)
    local slot = now
    local minute = redis.call('ZRANGE', KEYS[2], -perMinute, -perMinute, 'WITHSCORES')
    if minute[2] then slot = math.max(slot, tonumber(minute[2]) + windowMs) end
    local hour = redis.call('ZRANGE', KEYS[2], -perHour, -perHour, 'WITHSCORES')
    if hour[2] then slot = math.max(slot, tonumber(hour[2]) + ${hourMs}) end
    redis.call('ZADD', KEYS[2], slot, hash)
    if slot > now then return slot - now end
  end
  redis.call('ZADD', KEYS[1], now, hash)
  return 0`,
);

/** So many tokens are remembered by the process, each only so long. */
const mostRemembered = 20_000;
const rememberedBy = new WeakMap<Redis, LRUCache<string, true>>();

/**
 * Asks, over the whole fleet, whether a Telegram token may be called: milliseconds to wait before asking again, 0 = go.
 * A token stays warm for an hour after its last call; a warm one costs a round trip every 20 minutes.
 */
export async function waitForColdToken(
  redis: Redis,
  tokenHash: string,
  { perMinute, prefix = keyPrefix }: ColdTokenLimit,
): Promise<number> {
  if (perMinute === 0) return 0;
  const remembered =
    rememberedBy.get(redis) ?? new LRUCache<string, true>({ max: mostRemembered, ttl: rememberMs });
  rememberedBy.set(redis, remembered);
  const key = `${prefix} ${tokenHash}`;
  if (remembered.has(key)) return 0;
  const keys = [`${prefix}:tokens:warm`, `${prefix}:tokens:wakes`];
  const args = [tokenHash, perMinute, perMinute * hourlyShare, warmMs, windowMs, graceMs];
  const waitMs = Number(await wake(redis, keys, args));
  if (waitMs === 0) remembered.set(key, true);
  return waitMs;
}

const mostTries = 5;
const triesMs = 600_000;

/** KEYS 1 tries of an asker. ARGV 1 most, 2 ms of the window. Returns 0, or ms until it may try again. */
const tryToken = redisScript(
  'tryToken',
  `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
  if count <= tonumber(ARGV[1]) then return 0 end
  return redis.call('PTTL', KEYS[1])`,
);

/**
 * The same for a token that the fleet does not know. A bot whose tenant gives it (`askedBy`) may try five in ten minutes, so
 * that made-up ones neither spend what Telegram grants our address nor keep other bots' tokens from being woken.
 */
export async function waitForCountedToken(
  redis: Redis,
  tokenHash: string,
  { askedBy, ...limit }: ColdTokenLimit & { readonly askedBy: string | undefined },
): Promise<number> {
  const { perMinute, prefix = keyPrefix } = limit;
  if (perMinute === 0) return 0;
  const tries =
    askedBy === undefined
      ? 0
      : await tryToken(redis, [`${prefix}:tokens:tries:${askedBy}`], [mostTries, triesMs]);
  return Number(tries) || waitForColdToken(redis, tokenHash, limit);
}
