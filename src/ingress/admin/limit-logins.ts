import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';
import { sha256 } from '#platform/secrets.js';

const windowSeconds = 60;
const most = 10;

/** KEYS 1 tries of an address. ARGV 1 seconds of the window, 2 how many. Returns the seconds to wait; 0 = it was let through. */
const take = redisScript(
  'takeLoginTry',
  `if tonumber(redis.call('GET', KEYS[1]) or '0') >= tonumber(ARGV[2]) then
    return math.max(1, redis.call('TTL', KEYS[1]))
  end
  if redis.call('INCR', KEYS[1]) == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return 0`,
);

/** KEYS 1 tries of an address. Gives the last one back. */
const giveBack = redisScript(
  'giveLoginTryBack',
  `if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('DECR', KEYS[1]) <= 0 then redis.call('DEL', KEYS[1]) end
  return 0`,
);

/** Counts wrong tokens by address, over all ingress processes. */
export interface LoginLimit {
  /**
   * A token is about to be looked at: takes one of the address's tries, so that many at the same moment are no more
   * than ten either. Returns the seconds until the address may try again; 0 = at once.
   */
  take(address: string): Promise<number>;
  /** The token was right: it costs no try. */
  giveBack(address: string): Promise<void>;
  /** Seconds that the address has to wait, without taking a try. */
  waitSeconds(address: string): Promise<number>;
}

/** At most ten wrong tokens a minute from one address. */
export function limitLogins(redis: Redis, prefix: string): LoginLimit {
  const keyOf = (address: string): string => `${prefix}:logins:${sha256(address).slice(0, 24)}`;
  return {
    take: async (address) => Number(await take(redis, [keyOf(address)], [windowSeconds, most])),
    giveBack: async (address) => {
      await giveBack(redis, [keyOf(address)], []);
    },
    waitSeconds: async (address) => {
      const count = Number(await redis.get(keyOf(address)));
      return count < most ? 0 : Math.max(1, await redis.ttl(keyOf(address)));
    },
  };
}
