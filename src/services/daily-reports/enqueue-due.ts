import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick; the others have the next. */
const atOnce = 2_000;

const dueBots = `
  select bot_id::text as id from daily_reports where due_at <= $1 order by due_at limit $2`;

/** Enqueues one job for each bot whose report is due, or whose settings of it have changed. Returns how many. */
export const enqueueDueReports = (): Promise<number> =>
  asFleet('find bots whose daily report is due', async (tx) => {
    const rows = await tx.sql<{ id: string }>(dueBots, [new Date(now()), atOnce]);
    for (const { id } of rows) await enqueue(tenantOf(id), 'report.tell', {});
    return rows.length;
  });
