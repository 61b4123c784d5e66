import { enqueue } from '#jobs/enqueue.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import type { Handler } from './handler.js';

const atOnce = 200;

const findBots = `
  select distinct bot_id::text from (
    select bot_id from orders where state in ('draft', 'waiting') and expires_at <= now()
    order by expires_at limit 10000) as due
  limit $1`;

/** Finds bots with carts and drafts whose time is over, and enqueues one job for each. */
export const expireOrdersOfFleetHandler = (): Handler<'fleet.expire-orders'> => ({
  run: () =>
    asFleet('find orders to expire', async (tx) => {
      const rows = await tx.sql<{ bot_id: string }>(findBots, [atOnce]);
      for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'orders.expire', {});
    }),
});
