import type { Tenant, Tx } from '#tenancy/scope.js';
import { isRowId } from '#platform/row-id.js';

const paid = `select id::text from orders where bot_id = $1 and id = any($2::bigint[]) and state = 'paid'`;

/** Which of these orders of the bot were paid; what is no number of an order is none. */
export async function findPaidOrders(
  { botId }: Tenant,
  tx: Tx,
  orderIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const ids = orderIds.filter(isRowId);
  if (ids.length === 0) return new Set();
  const rows = await tx.sql<{ id: string }>(paid, [botId, ids]);
  return new Set(rows.map(({ id }) => id));
}
