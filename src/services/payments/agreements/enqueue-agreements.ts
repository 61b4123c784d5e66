import { enqueue } from '#jobs/enqueue.js';
import { inPages, pageLength } from '#jobs/in-pages.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';

/** Bots of one tick. */
const mostBots = 500;

const dueBots = `
  select distinct bot_id::text from (
    select bot_id from gateway_payments where repeat_check_at <= $1 order by repeat_check_at limit 10000) as due limit $2`;

/** Finds bots with agreements to charge or to ask about, and enqueues one job for each. */
export const enqueueAgreementBots = (): Promise<void> =>
  asFleet('find agreements that are due', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(dueBots, [new Date(now()), mostBots]);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'payments.repeat-due', {});
  });

/** The job of an agreement sets the next time; until it has, nobody else shall enqueue it. */
const claimDue = `
  update gateway_payments set repeat_check_at = $2::timestamptz + interval '10 minutes'
  where bot_id = $1 and id = any(array(
    select id from gateway_payments where bot_id = $1 and repeat_check_at <= $2
    order by repeat_check_at limit ${pageLength} for no key update skip locked))
  returning id::text`;

/** Enqueues a job for each agreement of a bot that is due. */
export const enqueueAgreements = (tenant: Tenant): Promise<void> =>
  inPages(tenant, async (tx) => {
    const rows = await tx.sql<{ id: string }>(claimDue, [tenant.botId, new Date(now())]);
    for (const { id } of rows) await enqueue(tenant, 'payment.repeat', { payment_id: id });
    return rows.length;
  });
