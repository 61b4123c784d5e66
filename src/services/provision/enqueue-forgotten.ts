import { enqueue } from '#jobs/enqueue.js';
import { log } from '#platform/log.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

/** Bounds of what one tick orders: never so little that a slow pace starves, never more than one transaction takes well. */
const least = 500;
const most = 3_000;

/** Pending syncs that have no job: rows of the outbox live until their jobs have ended. */
const forgotten = `
  select s.bot_id::text, s.id::text from subscriptions s
  where s.provisioned_at is null and s.status <> 'pending' and s.updated_at < now() - interval '1 minute'
    and (s.panel_retry_at is null or s.panel_retry_at < now())
    and not exists (select from outbox o where o.bot_id = s.bot_id and o.ordering_key = s.id::text
      and o.job_name = 'subscription.provision')
  order by s.updated_at limit $1`;

/**
 * Orders provisioning for the subscriptions that lack it, whatever was lost; as many as the panel may be called in the
 * minute until the next tick. Returns how many.
 */
export const enqueueForgotten = ({ callsPerSecond }: { readonly callsPerSecond: number }): Promise<number> =>
  asFleet('find what the panel has not taken over', async (tx) => {
    const atOnce = Math.min(most, Math.max(least, callsPerSecond * 60));
    const rows = await tx.sql<{ bot_id: string; id: string }>(forgotten, [atOnce]);
    for (const { bot_id, id } of rows)
      await enqueue(tenantOf(bot_id), 'subscription.provision', { subscription_id: id });
    if (rows.length > 0)
      log.info({ count: rows.length }, 'pending panel syncs had no job; they are enqueued again');
    return rows.length;
  });
