import type { Tenant, Tx } from '#tenancy/scope.js';

/** How the codes of a batch stand. */
export interface BatchCounts {
  readonly batchId: string;
  readonly activeCount: number;
  readonly usedCount: number;
  readonly deletedCount: number;
}

const countBatches = `
  select batch_id::text as "batchId", count(*) filter (where is_active and use_count = 0)::int as "activeCount",
    count(*) filter (where use_count > 0)::int as "usedCount",
    count(*) filter (where deleted_at is not null)::int as "deletedCount"
  from promocodes where bot_id = $1 and batch_id = any($2::bigint[]) group by batch_id`;
const switchBatch = `
  update promocodes set is_active = $3, updated_at = clock_timestamp()
  where bot_id = $1 and batch_id = $2 and is_active <> $3 and deleted_at is null`;

/** How the codes of some batches stand. */
export const readBatchCounts = (
  { botId }: Tenant,
  tx: Tx,
  batchIds: readonly string[],
): Promise<BatchCounts[]> => tx.sql<BatchCounts>(countBatches, [botId, batchIds]);

/** Switches all codes of a batch on or off. */
export async function switchCodes(
  { botId }: Tenant,
  tx: Tx,
  { batchId, isActive }: { readonly batchId: string; readonly isActive: boolean },
): Promise<void> {
  await tx.sql(switchBatch, [botId, batchId, isActive]);
}
