import { log } from '#platform/log.js';
import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';

const atOnce = 500;

const due = `
  select s.bot_id::text, s.id::text from subscriptions s
  where s.devices_due_at <= now() and s.removal_wanted_at is null and s.provisioned_at is not null
    and not exists (select from outbox o where o.bot_id = s.bot_id and o.ordering_key = s.id::text
      and o.job_name = 'subscription.trim-devices')
  order by s.devices_due_at limit $1`;

/** Enqueues the trimming of subscriptions whose devices are to be counted or removed; their rows say so. Returns how many. */
export const enqueueDueDevices = (): Promise<number> =>
  asFleet('find devices above their limit', async (tx) => {
    const rows = await tx.sql<{ bot_id: string; id: string }>(due, [atOnce]);
    for (const { bot_id, id } of rows)
      await enqueue(tenantOf(bot_id), 'subscription.trim-devices', { subscription_id: id });
    if (rows.length > 0)
      log.info({ count: rows.length }, 'device limits were lowered; surplus devices are checked now');
    return rows.length;
  });
