import type { Vault } from '#platform/secrets.js';
import { mostLostBeats, sealOf, type FleetRecord } from './fleet-record.js';

/** Says why a process must end when Redis turns out to be of another fleet, life or age than at its start. */
export type RecordWatch = (record: FleetRecord | undefined) => string | undefined;

/**
 * Watches the record of a fleet whose `APP_SECRET` the process has. A process without a database (`member` undefined) asks
 * no more than that: it takes in for the fleet in any of its lives. No record is no fault: Redis was emptied, and workers
 * claim it again.
 */
export function watchRecord(
  vault: Vault,
  member?: { readonly fleet: string; readonly life: number },
): RecordWatch {
  let latestBeat = 0;
  return (record) => {
    if (!record) return undefined;
    if (!member) return strangenessOf(vault, record);
    if (record.fleet !== member.fleet)
      return `Redis has become that of fleet ${record.fleet.slice(0, 8)} (${record.name}); this process ends`;
    if (record.life !== member.life)
      return 'the fleet began a new life after a restore; this process ends and is to be started anew';
    if (record.halt) return record.halt;
    if (record.beat < latestBeat - mostLostBeats)
      return 'Redis was restored from a backup; this process ends and is to be started anew';
    latestBeat = Math.max(latestBeat, record.beat);
    return undefined;
  };
}

function strangenessOf(vault: Vault, { fleet, name, seal }: FleetRecord): string | undefined {
  if (seal === sealOf(vault, fleet)) return undefined;
  return (
    `Redis belongs to fleet ${fleet.slice(0, 8)} (${name}), whose workers have another APP_SECRET than this process: ` +
    'name the Redis of its own fleet in REDIS_URL, or give it the same APP_SECRET'
  );
}
