import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { isUnderMaintenance } from './read-maintenance.js';

/** People of one transaction. */
const atOnce = 100;

// Who begins maintenance waits until these are written, and then they are told that it is over again.
const lockRow = 'select from bot_maintenance where bot_id = $1 for no key update';
const take = `
  delete from maintenance_askers where bot_id = $1 and user_id = any(array(
    select user_id from maintenance_askers where bot_id = $1 order by user_id limit $2 for update skip locked))
  returning user_id::text as id, start_payload as payload`;

/**
 * Tells the people who came during a bot's maintenance that it is over, each once: some at a time, each with the end of their row in one
 * transaction. While it is on (again) nobody is told; they wait for the next end.
 */
export async function tellEnd(tenant: Tenant): Promise<void> {
  for (let isMore = true; isMore;)
    isMore = await tenant.db(async (tx) => (await tellSome(tenant, tx)) === atOnce);
}

/** Tells some of them, in the open transaction; how many. */
export async function tellSome(tenant: Tenant, tx: Tx): Promise<number> {
  await tx.sql(lockRow, [tenant.botId]);
  if (await isUnderMaintenance(tenant, tx)) return 0;
  const rows = await tx.sql<{ id: string; payload: string | null }>(take, [tenant.botId, atOnce]);
  for (const { id, payload } of rows)
    await notify(tenant, tx, { kind: 'maintenance_over', about: { user_id: id, start_payload: payload } });
  return rows.length;
}
