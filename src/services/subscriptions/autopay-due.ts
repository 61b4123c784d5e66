import { enqueue } from '#jobs/enqueue.js';
import { inPages, pageLength } from '#jobs/in-pages.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';

/** Bots of one tick. */
const mostBots = 500;

const dueBots = `
  select distinct bot_id::text from (
    select held.bot_id from subscriptions as held join bots on bots.id = held.bot_id and bots.is_active
    where autopay_at <= $1 order by autopay_at limit 10000) as due limit $2`;

/** Finds bots with subscriptions to renew, and enqueues one job for each; one that is switched off renews nothing. */
export const enqueueAutopayBots = (): Promise<void> =>
  asFleet('find subscriptions to renew', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(dueBots, [new Date(now()), mostBots]);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'subscriptions.autopay-due', {});
  });

/** The job that renews sets the next time; until it has, nobody else shall enqueue it. */
const claimDue = `
  update subscriptions set autopay_at = $2::timestamptz + interval '10 minutes'
  where bot_id = $1 and id = any(array(
    select id from subscriptions where bot_id = $1 and autopay_at <= $2
    order by autopay_at limit ${pageLength} for no key update skip locked))
  returning id::text`;

/** Enqueues a renewal for each subscription of a bot that is due. */
export const enqueueAutopay = (tenant: Tenant): Promise<void> =>
  inPages(tenant, async (tx) => {
    const rows = await tx.sql<{ id: string }>(claimDue, [tenant.botId, new Date(now())]);
    for (const { id } of rows) await enqueue(tenant, 'subscription.autopay', { subscription_id: id });
    return rows.length;
  });
