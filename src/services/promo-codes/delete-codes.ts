import type { Tenant, Tx } from '#tenancy/scope.js';

// `use_count` is looked at again where somebody used the code meanwhile; other tables are not.
const deleteUnused = `
  delete from promocodes where bot_id = $1 and id = $2 and use_count = 0
    and (select promo_code_uses.id from promo_code_uses
      where bot_id = $1 and promo_code_uses.code_id = promocodes.id limit 1) is null`;
const keepUsed = `
  update promocodes set deleted_at = clock_timestamp(), is_active = false, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and deleted_at is null`;
const deleteUnusedOf = `
  delete from promocodes where bot_id = $1 and batch_id = $2 and use_count = 0
    and (select promo_code_uses.id from promo_code_uses
      where bot_id = $1 and promo_code_uses.code_id = promocodes.id limit 1) is null`;
const keepUsedOf = `
  update promocodes set deleted_at = clock_timestamp(), is_active = false, updated_at = clock_timestamp()
  where bot_id = $1 and batch_id = $2 and deleted_at is null`;
const deleteEmptyBatch = `
  delete from promo_code_batches where bot_id = $1 and id = $2
    and not exists (select from promocodes where bot_id = $1 and batch_id = $2)`;

/** Deletes a code; one that was used is kept for its uses, and its word may be made anew. */
export async function deleteCode({ botId }: Tenant, tx: Tx, codeId: string): Promise<void> {
  await tx.sql(deleteUnused, [botId, codeId]);
  await tx.sql(keepUsed, [botId, codeId]);
}

/** The same for all codes of a batch; the batch goes with the last of them. */
export async function deleteBatch({ botId }: Tenant, tx: Tx, batchId: string): Promise<void> {
  await tx.sql(deleteUnusedOf, [botId, batchId]);
  await tx.sql(keepUsedOf, [botId, batchId]);
  await tx.sql(deleteEmptyBatch, [botId, batchId]);
}
