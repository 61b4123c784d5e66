import type { Tenant, Tx } from '#tenancy/scope.js';

const count = `
  select count(*)::int as count from bot_plans where bot_id = $1 and id = any($2::bigint[])`;

/** Are these plans of the bot, on sale or not? */
export async function arePlans({ botId }: Tenant, tx: Tx, planIds: readonly string[]): Promise<boolean> {
  const [row] = await tx.sql<{ count: number }>(count, [botId, planIds]);
  return row?.count === planIds.length;
}
