import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const findShort = `
  select id::text from subscriptions where bot_id = $1 and user_id = $2 and is_autopay_short and autopay_at is not null`;

/** Money came into a person's wallet: what autopay could not renew for want of it is tried at once. */
export async function wakeAutopay(tenant: Tenant, tx: Tx, userId: string): Promise<void> {
  const rows = await tx.sql<{ id: string }>(findShort, [tenant.botId, userId]);
  for (const { id } of rows) await enqueue(tenant, 'subscription.autopay', { subscription_id: id });
}
