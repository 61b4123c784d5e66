import { randomUUID } from 'node:crypto';
import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import { asFleet } from '#tenancy/scope.js';
import { announceLife, writeFleetRecord, type FleetRecord } from '#directory/fleet-record.js';
import type { Jobs } from '#jobs/queues.js';
import { recordOf } from './begin-life.js';
import { readFleetRow, type FleetRow } from './read-fleet.js';

const note = `
  update fleet_settings set updated_at = now(),
    value = value || jsonb_build_object('redis', $3::text, 'beat', greatest((value ->> 'beat')::int, $4::int))
  where key = 'fleet.life' and value ->> 'redis' is not distinct from $1 and (value ->> 'life')::int = $2
  returning number_marks() as numbers`;

/**
 * Notes in both stores, PostgreSQL first, that they are in order: one beat after the last that Redis heard of. So they do
 * not drift apart while Redis takes no writes. False when another process changed one of them meanwhile.
 */
export async function noteBeat(
  jobs: Pick<Jobs, 'redis' | 'prefix'>,
  vault: Vault,
  { row, record }: { readonly row: FleetRow; readonly record: Pick<FleetRecord, 'beat' | 'redis'> },
): Promise<boolean> {
  const noted = await asFleet('note a beat of the fleet', async (tx) => {
    const values = [row.redis, row.life, record.redis, record.beat + 1];
    const [changed] = await tx.sql<{ numbers: object }>(note, values);
    return changed && { numbers: changed.numbers, now: await readFleetRow(tx) };
  });
  if (!noted) return false;
  const { redis, prefix } = jobs;
  return writeFleetRecord(redis, prefix, { record: recordOf(noted.now, vault), numbers: noted.numbers });
}

/** A Redis that knows of no fleet, new or emptied, becomes this fleet's. */
export async function claimRedis(
  jobs: Pick<Jobs, 'redis' | 'prefix'>,
  vault: Vault,
  row: FleetRow,
): Promise<boolean> {
  return noteBeat(jobs, vault, { row, record: { redis: randomUUID(), beat: row.beat } });
}

/** PostgreSQL lost moments: numbers that it gave out in them do not come again. */
export async function raiseNumbers(
  jobs: Pick<Jobs, 'redis' | 'prefix'>,
  vault: Vault,
  seen: { readonly row: FleetRow; readonly record: FleetRecord },
): Promise<boolean> {
  log.warn(
    { lost_beats: seen.record.beat - seen.row.beat },
    'PostgreSQL has lost its last seconds (did a lagging replica take over?); its sequences were raised past the gap',
  );
  await asFleet('raise the numbers', (tx) =>
    tx.sql(`select raise_numbers($1, '{}'::jsonb, 100000)`, [seen.row.life]),
  );
  return noteBeat(jobs, vault, seen);
}

/** Redis hears of the life that PostgreSQL began: a crash had kept that from it, or it is a backup from before. */
export async function hearOfLife(
  jobs: Pick<Jobs, 'redis' | 'prefix'>,
  vault: Vault,
  { row, record }: { readonly row: FleetRow; readonly record: FleetRecord },
): Promise<boolean> {
  await announceLife(jobs.redis, jobs.prefix, recordOf({ ...row, redis: record.redis }, vault));
  return noteBeat(jobs, vault, { row, record });
}
