import { inPages, pageLength } from '#jobs/in-pages.js';
import type { Tenant } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';

const expireCarts = `
  update orders set state = 'expired', updated_at = clock_timestamp()
  where bot_id = $1 and state = 'waiting' and id = any(array(
    select id from orders where bot_id = $1 and state = 'waiting' and expires_at <= now()
    order by expires_at limit $2 for no key update skip locked))
  returning id::text`;
const removeDrafts = `
  delete from orders where bot_id = $1 and state = 'draft' and id = any(array(
    select id from orders where bot_id = $1 and state = 'draft' and expires_at <= now()
    order by expires_at limit $2 for no key update skip locked))
  returning id`;

/** Ends a bot's carts whose time is over, and tells their owners; removes its drafts of which nothing came. */
export const expireOrders = (tenant: Tenant): Promise<void> =>
  inPages(tenant, async (tx) => {
    const carts = await tx.sql<{ id: string }>(expireCarts, [tenant.botId, pageLength]);
    for (const { id } of carts) await notify(tenant, tx, { kind: 'order_expired', about: { order_id: id } });
    const drafts = await tx.sql(removeDrafts, [tenant.botId, pageLength]);
    return Math.max(carts.length, drafts.length);
  });
