import type { Tx } from '#tenancy/scope.js';

// By the clock that stamps the rows.
const text = `
  select count(*)::int as count from (
    select from unnest($1::bigint[]) as bot (id) join outbox on outbox.bot_id = bot.id
    where greatest(created_at, not_before) < now() - interval '1 hour' limit 1000
  ) as undone`;

/**
 * Jobs that could have run for an hour and have not ended, a thousand at most: PostgreSQL knows no others, since the row of a
 * job goes with its end, whether it was done or given up.
 */
export async function countUndone(tx: Tx, botIds: readonly string[]): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(text, [botIds]);
  return row?.count ?? 0;
}
