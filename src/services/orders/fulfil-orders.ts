import type { Tenant, Tx } from '#tenancy/scope.js';

const fulfil = `
  update orders set fulfilled_at = clock_timestamp(), updated_at = clock_timestamp()
  where bot_id = $1 and subscription_id = $2 and state = 'paid' and fulfilled_at is null
    and panel_revision <= $3::bigint
  returning id`;

/**
 * Notes that the panel has taken over a subscription up to a revision: what was sold until then is delivered. Resolves with
 * whether there was any.
 */
export async function fulfilOrders(
  { botId }: Tenant,
  tx: Tx,
  { subscriptionId, revision }: { readonly subscriptionId: string; readonly revision: string },
): Promise<boolean> {
  return (await tx.sql(fulfil, [botId, subscriptionId, revision])).length > 0;
}
