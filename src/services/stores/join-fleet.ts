import { randomUUID } from 'node:crypto';
import { pause } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { redisScript } from '#platform/redis-script.js';
import type { Vault } from '#platform/secrets.js';
import { asFleet } from '#tenancy/scope.js';
import { fleetKeys, readFleetRecord, type FleetRecord } from '#directory/fleet-record.js';
import type { Jobs } from '#jobs/queues.js';
import { beginLife } from './begin-life.js';
import { compareStores, type StoresState } from './compare-stores.js';
import { claimRedis, hearOfLife, noteBeat, raiseNumbers } from './heal-stores.js';
import { readFleetRow, type FleetRow } from './read-fleet.js';
import { refusalOf } from './refuse-stores.js';

/** What a process is part of, from its start to its end. */
export interface FleetMembership {
  readonly fleet: string;
  readonly life: number;
}

/** Both stores as they are now, and how they stand to each other. */
export interface StoresLook {
  readonly row: FleetRow;
  readonly record: FleetRecord | undefined;
  readonly standing: StoresState;
}

/** Longer than workers count as being at work after their last word. */
const usualWaitMs = 40_000;
const lookEveryMs = 500;
/** One that is killed while it heals keeps the next from its start for so long; PostgreSQL's own locks hold for longer. */
const lockMs = 15_000;

/**
 * Looks at both stores: Redis first, so that what other processes note meanwhile, PostgreSQL first, never makes PostgreSQL
 * look like the older one.
 */
export async function lookAtStores({ redis, prefix }: Pick<Jobs, 'redis' | 'prefix'>): Promise<StoresLook> {
  const record = await readFleetRecord(redis, prefix);
  const row = await asFleet('read the life of the fleet', (tx) => readFleetRow(tx));
  return { row, record, standing: compareStores(row, record) };
}

/** Redis was emptied while workers are at it (they will claim it), or they are at work with another one. */
export const isOthersTurn = ({ standing, row }: StoresLook): boolean =>
  standing === 'other-redis' || (standing === 'empty' && row.redis !== null && row.isAlive);

/**
 * Makes sure that both stores are of one fleet and of one age before a worker works on them, and brings them in order
 * where that is safe: a new or emptied Redis is claimed, one that was restored from a backup begins a new life with its
 * fleet. Throws StoresError, one line with the cure, when they do not belong together or PostgreSQL is the older one.
 */
export async function joinFleet(
  jobs: Jobs,
  vault: Vault,
  { waitMs = usualWaitMs }: { readonly waitMs?: number } = {},
): Promise<FleetMembership> {
  const until = performance.now() + waitMs;
  for (let isTold = false; ;) {
    const look = await lookAtStores(jobs);
    if (isOthersTurn(look) && performance.now() < until) {
      if (!isTold)
        log.warn('the workers of this database use another Redis; waiting for them to stop, check REDIS_URL');
      isTold = true;
      await pause(lookEveryMs);
      continue;
    }
    const refusal = refusalOf(isOthersTurn(look) ? 'other-redis' : look.standing, look);
    if (refusal) throw refusal;
    const isDone = await alone(jobs, () => settle(jobs, vault));
    if (isDone) return { fleet: look.row.fleet, life: isDone.life };
    await pause(lookEveryMs);
  }
}

/** Looks again, now that no other process heals; undefined: something changed, so it is to be looked at anew. */
async function settle(jobs: Jobs, vault: Vault): Promise<{ life: number } | undefined> {
  const look = await lookAtStores(jobs);
  const { row, record, standing } = look;
  if (isOthersTurn(look) || refusalOf(standing, look)) return undefined;
  if (standing === 'redis-older') {
    log.warn(
      'Redis is older than the database (restored from a backup?); the fleet begins a new life, nothing needs doing',
    );
    const { life } = await beginLife(jobs, vault);
    return { life };
  }
  const isNoted = await healed(jobs, vault, { row, record, standing });
  return isNoted ? { life: row.life } : undefined;
}

/** Brings in order what needs no new life, and notes a beat. */
export async function healed(
  jobs: Pick<Jobs, 'redis' | 'prefix'>,
  vault: Vault,
  { row, record, standing }: StoresLook,
): Promise<boolean> {
  if (!record) return claimRedis(jobs, vault, row);
  if (standing === 'database-behind') return raiseNumbers(jobs, vault, { row, record });
  if (standing === 'life-unheard') return hearOfLife(jobs, vault, { row, record });
  return noteBeat(jobs, vault, { row, record });
}

/** KEYS 1 the lock. ARGV 1 whose it is. */
const letGo = redisScript(
  'letGoOfJoining',
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
);

/** One process at a time heals; undefined: it is another one's turn. */
export async function alone<T>(
  { redis, prefix }: Pick<Jobs, 'redis' | 'prefix'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const { joining } = fleetKeys(prefix);
  const owner = randomUUID();
  if ((await redis.set(joining, owner, 'PX', lockMs, 'NX')) === null) return undefined;
  try {
    return await work();
  } finally {
    await letGo(redis, [joining], [owner]);
  }
}
