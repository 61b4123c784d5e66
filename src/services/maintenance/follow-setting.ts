import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { metrics } from '#platform/metrics.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { isSwitchedOn } from './read-maintenance.js';

// Locks the row: whoever follows at the same moment comes after.
const lockRow = `
  insert into bot_maintenance (bot_id) values ($1)
  on conflict (bot_id) do update set updated_at = clock_timestamp()
  returning by_hand_since as since, automatic_since is not null as is_automatic`;
const write = `
  update bot_maintenance set by_hand_since = $2, updated_at = clock_timestamp() where bot_id = $1`;

interface Row {
  readonly since: Date | null;
  readonly is_automatic: boolean;
}

/**
 * Notes since when a bot's switch is on, or that it is off again, and has its admins and the people who came meanwhile told; in the
 * open transaction. What was switched to and fro meanwhile is no news; doing it twice tells nothing twice.
 */
export async function followSetting(tenant: Tenant, tx: Tx): Promise<void> {
  const [row] = await tx.sql<Row>(lockRow, [tenant.botId]);
  const { since, is_automatic: still } = row as Row;
  const isOn = await isSwitchedOn(tenant, tx);
  if (!isOn && !still) await enqueue(tenant, 'maintenance.tell-end', {});
  if (isOn === (since !== null)) return;
  const at = new Date(now());
  await tx.sql(write, [tenant.botId, isOn ? at : null]);
  const about = { way: 'by_hand', since: (since ?? at).toISOString(), still } as const;
  if (isOn) await notify(tenant, tx, { kind: 'maintenance_began', about });
  else {
    const ended = { ...about, until: at.toISOString() };
    await notify(tenant, tx, { kind: 'maintenance_ended', about: ended });
  }
  metrics.maintenanceTurned('by_hand', isOn ? 'began' : 'ended', 1);
}
