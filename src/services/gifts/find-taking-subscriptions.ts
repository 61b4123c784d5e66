import type { Tenant, Tx } from '#tenancy/scope.js';

const text = `
  select id::text, subscription_id::text as "subscriptionId" from orders
  where bot_id = $1 and id = any($2::bigint[]) and kind = 'taking' and subscription_id is not null`;

/** The subscriptions for which gifts were taken, by the orders that took them. */
export async function findTakingSubscriptions(
  { botId }: Tenant,
  tx: Tx,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx.sql<{ id: string; subscriptionId: string }>(text, [botId, orderIds]);
  return new Map(rows.map(({ id, subscriptionId }) => [id, subscriptionId]));
}
