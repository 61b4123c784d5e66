import type { Vault } from '#platform/secrets.js';
import { asFleet } from '#tenancy/scope.js';
import { readFleetRecord, sealOf } from '#directory/fleet-record.js';
import type { Jobs } from '#jobs/queues.js';
import { readFleetRow } from './read-fleet.js';
import { refusalOf } from './refuse-stores.js';

const adopt = `
  update fleet_settings set value = value || jsonb_build_object('fleet', $1::text), updated_at = now()
  where key = 'fleet.life' and value ->> 'redis' is null`;

/**
 * A database that was restored from a backup of before fleets had ids got a new one by its migration: it takes the id
 * that its Redis knows, which is signed under the same `APP_SECRET`. Throws StoresError when Redis is another fleet's.
 */
export async function adoptFleet(
  { redis, prefix }: Pick<Jobs, 'redis' | 'prefix'>,
  vault: Vault,
): Promise<void> {
  const record = await readFleetRecord(redis, prefix);
  const row = await asFleet('read the life of the fleet', (tx) => readFleetRow(tx));
  if (!record || record.fleet === row.fleet) return;
  const isOurs = row.redis === null && record.seal === sealOf(vault, record.fleet);
  const refusal = isOurs ? undefined : refusalOf('foreign', { row, record });
  if (refusal) throw refusal;
  await asFleet('adopt the id of the fleet', (tx) => tx.sql(adopt, [record.fleet]));
}
