import { hourMs } from '#platform/units.js';
import type { Tx } from '#tenancy/scope.js';

/** More are not counted. */
const most = 1_000;

const text = `
  select count(*)::int as count from (
    select from unnest($1::bigint[]) as bot (id) join outbox on outbox.bot_id = bot.id
    where greatest(created_at, not_before) < $2 limit ${most}
  ) as undone`;

/**
 * Jobs that could have run for an hour and have not ended, a thousand at most: PostgreSQL knows no others, since the row of a
 * job goes with its end, whether it was done or given up.
 */
export async function countUndone(tx: Tx, botIds: readonly string[], at: number): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(text, [botIds, new Date(at - hourMs)]);
  return row?.count ?? 0;
}
