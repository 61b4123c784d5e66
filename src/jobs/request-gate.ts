import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';

/** Seconds of the window in which the requests of a token are counted. */
export const windowSeconds = 60;

/** What the gate says of one request. */
export interface Admission {
  /** Rises with each request of the fleet and never comes twice, also after Redis was emptied; '' when there is no place. */
  readonly number: string;
  /** How many more the window takes. */
  readonly left: number;
  /** Seconds until the next window. */
  readonly resetSeconds: number;
}

/**
 * KEYS 1 requests of the token in this window, 2 the last number. ARGV 1 most, 2 seconds of the window.
 * Returns {left, ms to the next window, number}.
 */
const admit = redisScript(
  'requestGate',
  `
  local count = redis.call('INCR', KEYS[1])
  local ms = redis.call('PTTL', KEYS[1])
  if ms < 0 then
    ms = ARGV[2] * 1000
    redis.call('PEXPIRE', KEYS[1], ms)
  end
  local left = ARGV[1] - count
  if left < 0 then return {0, ms, ''} end
  if redis.call('EXISTS', KEYS[2]) == 0 then
    local time = redis.call('TIME')
    redis.call('SET', KEYS[2], time[1] .. string.format('%06d', time[2]))
  end
  return {left, ms, string.format('%.0f', redis.call('INCR', KEYS[2]))}`,
);

/** Counts a request of a token and numbers it, in one round trip. */
export async function passGate(
  redis: Redis,
  prefix: string,
  { token, perMinute }: { readonly token: string; readonly perMinute: number },
): Promise<Admission> {
  const keys = [`${prefix}:requests-of:${token}`, `${prefix}:request-number`];
  const [left, ms, number] = (await admit(redis, keys, [perMinute, windowSeconds])) as [
    number,
    number,
    string,
  ];
  return { number, left, resetSeconds: Math.max(1, Math.ceil(ms / 1000)) };
}
