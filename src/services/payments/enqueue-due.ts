import { enqueue } from '#jobs/enqueue.js';
import { inPages, pageLength } from '#jobs/in-pages.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';
import { paymentTables } from './payment-rows.js';
import { cardMethod } from './on-card.js';
import { refundUnderWay } from './take-refunded.js';

/** Bots of one tick. */
const mostBots = 500;

const dueBots = `select bot_id::text from (select distinct bot_id from (${paymentTables
  .map(({ table }) => `(select bot_id from ${table} where check_at <= now() order by check_at limit 10000)`)
  .join(' union all ')}) as due limit $1) as bots`;

/** Finds bots with payments to ask about, and enqueues one job for each. */
export const enqueueDueBots = (): Promise<void> =>
  asFleet('find payments to ask about', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(dueBots, [mostBots]);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'payments.check-due', {});
  });

/**
 * The job that asks sets the next time; until it has, nobody else shall enqueue it. A job of which nothing came, whatever it
 * died of, comes again when the payment was left alone as long as before, ten minutes at least and an hour at most.
 */
const claimDue = paymentTables.map(
  ({ table, method }) => `
  update ${table} set check_at = clock_timestamp()
    + least(interval '1 hour', greatest(interval '10 minutes', clock_timestamp() - updated_at))
  where bot_id = $1 and id = any(array(
    select id from ${table} where bot_id = $1 and check_at <= now()
    order by check_at limit ${pageLength} for no key update skip locked))
  returning id::text, problem, ${method} as method`,
);

/** A claimed payment. */
interface Due {
  readonly id: string;
  readonly problem: string | null;
  readonly method: string;
}

function jobOf({ method, problem }: Due) {
  if (method === cardMethod) return 'card-payment.due';
  return problem === refundUnderWay ? 'payment.refund' : 'payment.check';
}

/** Enqueues a question for each payment of a bot that is due, or what is due of one from card to card. */
export async function enqueueDuePayments(tenant: Tenant): Promise<void> {
  for (const text of claimDue)
    await inPages(tenant, async (tx) => {
      const rows = await tx.sql<Due>(text, [tenant.botId]);
      for (const due of rows) await enqueue(tenant, jobOf(due), { payment_id: due.id });
      return rows.length;
    });
}
