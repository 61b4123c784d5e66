import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick; the others have the next. */
const atOnce = 500;

const findBots = `
  select known.bot_id::text as id from bot_maintenance known
  cross join lateral (
    select from maintenance_askers came where came.bot_id = known.bot_id order by came.user_id limit 1) as waiting
  where known.by_hand_since is null and known.automatic_since is null
  order by known.bot_id limit $1`;

/**
 * Enqueues a job for each bot whose maintenance is over and whose people wait for the word of it still: those who came in the very moment
 * of the end.
 */
export const enqueueLeft = (): Promise<number> =>
  asFleet('find people who wait for the end of maintenance', async (tx) => {
    const rows = await tx.sql<{ id: string }>(findBots, [atOnce]);
    for (const { id } of rows) await enqueue(tenantOf(id), 'maintenance.tell-end', {});
    return rows.length;
  });
