import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { hourMs } from '#platform/units.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bots of one tick, which comes each minute: thirty thousand an hour. */
const mostBots = 500;

const dueBots = `
  select bots.id::text from bots left join money_audits as audit on audit.bot_id = bots.id
  where audit.audited_at is null or audit.audited_at < $1
  order by audit.audited_at nulls first, bots.id limit $2`;

/** Finds bots whose money was not looked at for an hour, the longest ago first, and enqueues one audit for each. */
export const enqueueAudits = (): Promise<void> =>
  asFleet('find bots whose money is to be audited', async (tx) => {
    const rows = await tx.sql<{ id: string }>(dueBots, [new Date(now() - hourMs), mostBots]);
    for (const { id } of rows) await enqueue(tenantOf(id), 'money.audit', {});
  });
