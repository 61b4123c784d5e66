import { randomUUID } from 'node:crypto';
import { redisScript } from './redis-script.js';
import type { Redis } from './redis.js';

/** KEYS 1 the mark, 2 the sign of a filling. ARGV 1 a new sign. Returns the sign that stands, or '' when the mark does. */
const start = redisScript(
  'startFilling',
  `
  if redis.call('EXISTS', KEYS[1]) == 1 then return '' end
  redis.call('SET', KEYS[2], ARGV[1], 'NX')
  return redis.call('GET', KEYS[2])`,
);

/** KEYS as above. ARGV 1 the sign, 2 what the mark is to hold. */
const end = redisScript(
  'endFilling',
  `
  if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
  redis.call('DEL', KEYS[2])
  redis.call('SET', KEYS[1], ARGV[2], 'NX')
  return 1`,
);

/** The keys of a mark: whoever takes back that all is there deletes each of them. */
export const markKeys = (mark: string): readonly [mark: string, sign: string] => [mark, `${mark}:filling`];

/** Somebody fills Redis; nothing that it gives is lost as long as it ends with `end`. */
export interface Filling {
  /** Was the mark missing: is Redis new, or was it emptied? */
  readonly isNeeded: boolean;
  /** Sets the mark to `value`, if it was missing and Redis was not emptied since the start; else the next filling does. */
  end(value: string): Promise<void>;
}

/**
 * Begins to put into Redis all that it should have of a kind; the key `mark` says that it has. A mark set by one who began
 * before Redis was emptied would say so of a Redis that lacks the first part, so a sign is laid down at the start, and who
 * does not find it at the end sets no mark. Several may fill at once: each puts in all, and the first to end sets it.
 */
export async function startFilling(redis: Redis, mark: string): Promise<Filling> {
  const keys = markKeys(mark);
  const sign = (await start(redis, keys, [randomUUID()])) as string;
  return {
    isNeeded: sign !== '',
    end: async (value) => {
      if (sign) await end(redis, keys, [sign, value]);
    },
  };
}
