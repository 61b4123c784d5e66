import { mostLostBeats, type FleetRecord } from '#directory/fleet-record.js';
import type { FleetRow } from './read-fleet.js';

/**
 * How the two stores stand to each other.
 *
 * - `same`: of one fleet, of one age.
 * - `empty`: Redis knows of no fleet; `other-redis`: the fleet works, or worked last, with another Redis.
 * - `foreign`: Redis is another fleet's.
 * - `database-older`: PostgreSQL was restored from a backup; `database-behind`: it lost moments, as when a replica that
 *   lagged took over.
 * - `redis-older`: Redis was restored from a backup; `life-unheard`: it has not heard of the present life.
 */
export type StoresState =
  | 'same'
  | 'empty'
  | 'other-redis'
  | 'foreign'
  | 'database-older'
  | 'database-behind'
  | 'redis-older'
  | 'life-unheard';

/** Tells it from what both know. */
export function compareStores(row: FleetRow, record: FleetRecord | undefined): StoresState {
  if (!record) return 'empty';
  if (record.fleet !== row.fleet) return 'foreign';
  if (record.redis !== row.redis && row.isAlive) return 'other-redis';
  if (record.life > row.life || record.beat > row.beat + mostLostBeats) return 'database-older';
  if (record.life < row.life) return 'life-unheard';
  if (record.redis !== row.redis || record.beat < row.beat - mostLostBeats) return 'redis-older';
  return record.beat > row.beat ? 'database-behind' : 'same';
}
