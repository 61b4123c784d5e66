import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import { writeFleetRecord } from '#directory/fleet-record.js';
import type { Jobs } from '#jobs/queues.js';
import type { StoresState } from './compare-stores.js';
import { noteBeat } from './heal-stores.js';
import { alone, healed, lookAtStores, type StoresLook } from './join-fleet.js';
import { refusalOf, StoresError } from './refuse-stores.js';

/**
 * Compares the stores while the fleet works, and notes a beat in both. False when they do not belong together any more, or
 * one was restored: then the workers of all processes are told to end, and what is right is found at their next start.
 */
export async function beatFleet(jobs: Jobs, vault: Vault): Promise<boolean> {
  const look = await lookAtStores(jobs);
  const { row, record, standing } = look;
  const refusal = standing === 'redis-older' ? olderRedis() : refusalOf(standing, look);
  if (refusal) {
    await haltWorkers(jobs, look, refusal.message);
    return false;
  }
  if (record && standing === 'same') await noteBeat(jobs, vault, { row, record });
  else await alone(jobs, () => healAs(standing, jobs, vault));
  return true;
}

/** Unless another process has healed it, or something else has come to pass, since it was looked at. */
async function healAs(standing: StoresState, jobs: Jobs, vault: Vault): Promise<void> {
  const look = await lookAtStores(jobs);
  if (look.standing === standing) await healed(jobs, vault, look);
}

const olderRedis = (): StoresError =>
  new StoresError(
    'stores.redis_older',
    'Redis was restored from a backup; the fleet begins a new life at its next start',
  );

/** Every process looks at the record twice a second; that of another fleet is left alone. */
async function haltWorkers(
  { redis, prefix }: Jobs,
  { row, record }: StoresLook,
  line: string,
): Promise<void> {
  log.error(line);
  if (record?.fleet !== row.fleet || record.halt === line) return;
  await writeFleetRecord(redis, prefix, { record: { ...record, halt: line } });
}
