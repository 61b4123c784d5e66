import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';
import { sha256 } from '#platform/secrets.js';

/** KEYS 1 counter of an address. ARGV 1 seconds of the window. Returns the failures and the seconds that are left. */
const fail = redisScript(
  'countFailedLogin',
  `local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return count`,
);

const windowSeconds = 60;
const most = 10;

/** Counts wrong tokens by address, over all ingress processes. */
export interface LoginLimit {
  /** Seconds until the address may try again; 0 = at once. */
  waitSeconds(address: string): Promise<number>;
  noteFailure(address: string): Promise<void>;
}

/** At most ten wrong tokens a minute from one address. */
export function limitLogins(redis: Redis, prefix: string): LoginLimit {
  const keyOf = (address: string): string => `${prefix}:logins:${sha256(address).slice(0, 24)}`;
  return {
    waitSeconds: async (address) => {
      const count = Number(await redis.get(keyOf(address)));
      return count < most ? 0 : Math.max(1, await redis.ttl(keyOf(address)));
    },
    noteFailure: async (address) => {
      await fail(redis, [keyOf(address)], [windowSeconds]);
    },
  };
}
