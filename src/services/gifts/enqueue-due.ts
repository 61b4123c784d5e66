import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick; the others have the next. */
const atOnce = 2_000;

const findBots = `
  select distinct bot_id::text from (
    select bot_id from gifts where due_at <= $1 order by due_at limit 10000) as due
  limit $2`;

/** Enqueues one job for each bot with a gift of which something is due. Returns how many. */
export const enqueueDueGifts = (): Promise<number> =>
  asFleet('find gifts whose time has come', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(findBots, [new Date(now()), atOnce]);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'gifts.end-due', {});
    return rows.length;
  });
