import type { Tenant, Tx } from '#tenancy/scope.js';

const keepUntil = `
  update orders set expires_at = greatest(expires_at, $3::timestamptz), updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state in ('draft', 'waiting')`;

/** Keeps an open order until then at least, at the price that it has: somebody is about to pay it. */
export async function keepOrder(
  { botId }: Tenant,
  tx: Tx,
  { orderId, until }: { readonly orderId: string; readonly until: Date },
): Promise<void> {
  await tx.sql(keepUntil, [botId, orderId, until]);
}
