import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import type { Tenant } from '#tenancy/scope.js';

/** Carts of one page. */
const pageLength = 500;

const fundedText = `
  select cart.user_id::text from orders as cart
  join users as buyer on buyer.bot_id = $1 and buyer.id = cart.user_id
  where cart.bot_id = $1 and cart.state = 'waiting' and cart.user_id > $2::bigint and cart.expires_at > $3
    and buyer.status = 'active' and buyer.balance_toman >= cart.price_toman
  order by cart.user_id limit ${pageLength}`;

/**
 * The tenant can pay the fleet again: a job for each buyer whose cart waits though the money for it is in their wallet, a page a
 * transaction; it can be killed between any two. What a cart waits for, the job finds out.
 */
export async function resumeCarts(tenant: Tenant): Promise<void> {
  for (let after = '0'; ;) {
    const rows = await tenant.db(async (tx) => {
      const funded = await tx.sql<{ user_id: string }>(fundedText, [tenant.botId, after, new Date(now())]);
      for (const { user_id } of funded) await enqueue(tenant, 'orders.resume-cart', { user_id });
      return funded;
    });
    const last = rows.at(-1);
    if (!last || rows.length < pageLength) return;
    after = last.user_id;
  }
}
