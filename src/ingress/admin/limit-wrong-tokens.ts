import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';
import { sha256 } from '#platform/secrets.js';

const windowSeconds = 60;
const most = 10;

/** KEYS 1 wrong tokens of an address. ARGV 1 seconds of the window, 2 how many. Returns the seconds to wait; 0 = it was counted. */
const count = redisScript(
  'countWrongToken',
  `if tonumber(redis.call('GET', KEYS[1]) or '0') >= tonumber(ARGV[2]) then
    return math.max(1, redis.call('TTL', KEYS[1]))
  end
  if redis.call('INCR', KEYS[1]) == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return 0`,
);

/** Counts operators' wrong tokens by address, over all ingress processes. */
export interface TokenLimit {
  /** A wrong token came; returns the seconds after which the address may be told so again, 0 = now. */
  count(address: string): Promise<number>;
}

/** At most ten wrong tokens a minute from one address. */
export function limitWrongTokens(redis: Redis, prefix: string): TokenLimit {
  const keyOf = (address: string): string => `${prefix}:logins:${sha256(address).slice(0, 24)}`;
  return { count: async (address) => Number(await count(redis, [keyOf(address)], [windowSeconds, most])) };
}
