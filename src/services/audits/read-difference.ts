import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Difference } from './checks.js';

const read = `
  select kind, row_id::text, expected, found from money_differences
  where bot_id = $1 and id = $2 and gone_at is null`;

/** A difference that is there; undefined: it is gone by now. */
export async function readDifference({ botId }: Tenant, tx: Tx, id: string): Promise<Difference | undefined> {
  const [row] = await tx.sql<Difference>(read, [botId, id]);
  return row;
}
