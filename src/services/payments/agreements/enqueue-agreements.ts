import { listGateways } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import { inPages, pageLength } from '#jobs/in-pages.js';
import { now } from '#platform/clock.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';

/** Bots of one tick. */
const mostBots = 500;

/** Gateways whose payers the fleet charges, which it does not do for a bot that is switched off. */
const chargedByFleet = (): readonly string[] =>
  listGateways().flatMap(({ name, repeats }) => (repeats?.by === 'fleet' ? [name] : []));

const dueBots = `
  select distinct bot_id::text from (
    select payment.bot_id from gateway_payments as payment join bots on bots.id = payment.bot_id
    where repeat_check_at <= $1 and (bots.is_active or payment.gateway <> all($3::text[]))
    order by repeat_check_at limit 10000) as due limit $2`;

/** Finds bots with agreements to charge or to ask about, or whose end a gateway has not taken, and enqueues one job for each. */
export const enqueueAgreementBots = (): Promise<void> =>
  asFleet('find agreements that are due', async (tx) => {
    const values = [new Date(now()), mostBots, chargedByFleet()];
    const rows = await tx.sql<{ bot_id: string }>(dueBots, values);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'payments.repeat-due', {});
  });

/** The job of an agreement sets the next time; until it has, nobody else shall enqueue it. One that tells of an end tries long by itself. */
const claimDue = `
  update gateway_payments set repeat_check_at = $2::timestamptz
    + case when repeat_state = 'active' then interval '10 minutes' else interval '1 hour' end
  where bot_id = $1 and id = any(array(
    select id from gateway_payments where bot_id = $1 and repeat_check_at <= $2
      and (gateway <> all($3::text[]) or exists (select from bots where bots.id = $1 and bots.is_active))
    order by repeat_check_at limit ${pageLength} for no key update skip locked))
  returning id::text, repeat_state = 'active' as is_active`;

/** Enqueues a job for each agreement of a bot that is due, to look at one that goes on, or to tell the gateway again that one has ended. */
export const enqueueAgreements = (tenant: Tenant): Promise<void> =>
  inPages(tenant, async (tx) => {
    const values = [tenant.botId, new Date(now()), chargedByFleet()];
    const rows = await tx.sql<{ id: string; is_active: boolean | null }>(claimDue, values);
    for (const { id, is_active: isActive } of rows)
      await enqueue(tenant, isActive ? 'payment.repeat' : 'payment.stop-repeating', { payment_id: id });
    return rows.length;
  });
