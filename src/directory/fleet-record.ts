import { directoryKeys } from './directory-entry.js';
import { markKeys } from '#platform/filled-mark.js';
import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';
import type { Vault } from '#platform/secrets.js';

/** What Redis knows of the fleet that it belongs to; PostgreSQL has its part in `fleet_settings` (src/services/stores). */
export interface FleetRecord {
  /** Id of the fleet: its database was made with it. */
  readonly fleet: string;
  /** Which life of the fleet it is: `npm run after-restore` begins the next. */
  readonly life: number;
  /** Id of this Redis: another one has another. */
  readonly redis: string;
  /** Rises every ten seconds in both stores: the one that has the lower number is the older one. */
  readonly beat: number;
  /** When that was, by PostgreSQL's clock, in ms since 1970. */
  readonly at: number;
  /** What the fleet is called, for people. */
  readonly name: string;
  /** The fleet's id, signed under `APP_SECRET`: who has another secret is of another fleet. */
  readonly seal: string;
  /** Why workers must not go on. */
  readonly halt?: string;
}

/** So many beats (of ten seconds) a replica may have lagged that took over; a store that lost more was restored. */
export const mostLostBeats = 6;

export const fleetKeys = (prefix: string) => ({
  record: `${prefix}:life`,
  numbers: `${prefix}:numbers`,
  joining: `${prefix}:life:joining`,
});

/** The signature of a fleet's id. */
export const sealOf = (vault: Vault, fleet: string): string => vault.sign('fleet', fleet);

/** Reads the text of the key `life`. */
export const parseRecord = (text: string | null | undefined): FleetRecord | undefined =>
  text ? (JSON.parse(text) as FleetRecord) : undefined;

/** What Redis knows of its fleet; undefined: it is new, was emptied, or is of a version before this was noted. */
export const readFleetRecord = async (redis: Redis, prefix: string): Promise<FleetRecord | undefined> =>
  parseRecord(await redis.get(fleetKeys(prefix).record));

/** The last number that each of PostgreSQL's sequences had given out at the last beat; undefined: nobody noted it. */
export async function readNumbers(redis: Redis, prefix: string): Promise<Record<string, number> | undefined> {
  const text = await redis.get(fleetKeys(prefix).numbers);
  return text ? (JSON.parse(text) as Record<string, number>) : undefined;
}

/** KEYS 1 record, 2 numbers. ARGV 1 the record, 2 its fleet, 3 its life, 4 the numbers or ''. A record of another fleet stays. */
const write = redisScript(
  'writeFleetRecord',
  `
  local text = redis.call('GET', KEYS[1])
  local known = text and cjson.decode(text)
  if known and (known.fleet ~= ARGV[2] or known.life > tonumber(ARGV[3])) then return 0 end
  redis.call('SET', KEYS[1], ARGV[1])
  if ARGV[4] ~= '' then redis.call('SET', KEYS[2], ARGV[4]) end
  return 1`,
);

/**
 * Writes what Redis is to know of the fleet, with the numbers of a beat. False when Redis has become another fleet's, or is
 * in a later life, meanwhile.
 */
export async function writeFleetRecord(
  redis: Redis,
  prefix: string,
  { record, numbers }: { readonly record: FleetRecord; readonly numbers?: object },
): Promise<boolean> {
  const { record: key, numbers: numbersKey } = fleetKeys(prefix);
  const args = [JSON.stringify(record), record.fleet, record.life, numbers ? JSON.stringify(numbers) : ''];
  return (await write(redis, [key, numbersKey], args)) === 1;
}

/**
 * Lets Redis know of a life that PostgreSQL has begun: everything pending is handed over again (no epoch), the directory is
 * built anew, and requests get numbers that were never given. Doing it twice is doing it once.
 */
export async function announceLife(redis: Redis, prefix: string, record: FleetRecord): Promise<void> {
  const { born, compared, version } = directoryKeys(prefix);
  const marks = [...markKeys(born), ...markKeys(`${prefix}:epoch`)];
  const keys = [compared, version, `${prefix}:directory:operators`, `${prefix}:request-number`];
  await redis
    .multi()
    .del(...marks, ...keys)
    .set(fleetKeys(prefix).record, JSON.stringify(record))
    .exec();
}
