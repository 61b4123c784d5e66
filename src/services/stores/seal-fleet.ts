import type { Vault } from '#platform/secrets.js';
import { readFleetRecord, sealOf, writeFleetRecord } from '#directory/fleet-record.js';
import type { Jobs } from '#jobs/queues.js';

/** Signs the fleet's record in Redis under another `APP_SECRET`, so that ingress and pollers with that one are let in. */
export async function sealFleet(
  { redis, prefix }: Pick<Jobs, 'redis' | 'prefix'>,
  vault: Vault,
): Promise<void> {
  const record = await readFleetRecord(redis, prefix);
  if (!record) return; // The first worker writes it.
  await writeFleetRecord(redis, prefix, { record: { ...record, seal: sealOf(vault, record.fleet) } });
}
