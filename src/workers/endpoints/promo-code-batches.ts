import type { EndpointOutput } from '#api/endpoint.js';
import type { promoCodeBatchEndpoints } from '#api/promo-code-batches.js';
import { PromoCodeBatch } from '#models/promo-code-batch.js';
import { readBatchCounts, switchCodes } from '#services/promo-codes/batches.js';
import { deleteBatch } from '#services/promo-codes/delete-codes.js';
import { makeBatch } from '#services/promo-codes/make-batch.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { effectFrom, codeTermsFrom } from './promo-code-fields.js';
import { refuse } from './refuse.js';

type Endpoints = typeof promoCodeBatchEndpoints;
type BatchView = EndpointOutput<Endpoints['promo-code-batches.get']>;
type OneBatch = Pick<Call, 'note'> & { readonly params: { readonly batch_id: string } };

const subjectOf = (batchId: string): string => `promo code batch ${batchId}`;

/** Promo codes that were made at once. */
export const promoCodeBatchHandlers = (): HandlersOf<Endpoints> => ({
  'promo-code-batches.activate': (tenant, tx, call) => switchOne(tenant, tx, call, true),
  'promo-code-batches.create': async (tenant, tx, { body, note }) => {
    const { name, size, prefix, effect, ...terms } = body;
    const batch = { name, size, prefix, effect: effectFrom(effect), terms: codeTermsFrom(terms) };
    const id = await makeBatch(tenant, tx, batch);
    note({ subject: subjectOf(id), after: body });
    return readBatch(tenant, tx, id);
  },
  'promo-code-batches.deactivate': (tenant, tx, call) => switchOne(tenant, tx, call, false),
  'promo-code-batches.delete': async (tenant, tx, { params, note }) => {
    const { id } = await lockRow(PromoCodeBatch, params.batch_id, rowLock.forDeletion);
    const before = await readBatch(tenant, tx, id);
    await deleteBatch(tenant, tx, id);
    note({ subject: subjectOf(id), before });
    return undefined;
  },
  'promo-code-batches.get': (tenant, tx, { params }) => readBatch(tenant, tx, params.batch_id),
  'promo-code-batches.list': async (tenant, tx, { query }) => {
    const { rows, next_cursor } = await readPage(PromoCodeBatch, query);
    return { items: await present(tenant, tx, rows), next_cursor };
  },
});

async function switchOne(
  tenant: Tenant,
  tx: Tx,
  { params, note }: OneBatch,
  isActive: boolean,
): Promise<BatchView> {
  const { id: batchId } = await lockRow(PromoCodeBatch, params.batch_id, rowLock.forChange);
  const before = await readBatch(tenant, tx, batchId);
  await switchCodes(tenant, tx, { batchId, isActive });
  const after = await readBatch(tenant, tx, batchId);
  note({ subject: subjectOf(batchId), before, after });
  return after;
}

async function readBatch(tenant: Tenant, tx: Tx, id: string): Promise<BatchView> {
  const row = (await PromoCodeBatch.findOne({ where: { id } })) ?? refuse('resource.unknown');
  return (await present(tenant, tx, [row]))[0] as BatchView;
}

async function present(tenant: Tenant, tx: Tx, rows: readonly PromoCodeBatch[]): Promise<BatchView[]> {
  const ids = rows.map(({ id }) => id);
  const counts = new Map((await readBatchCounts(tenant, tx, ids)).map((one) => [one.batchId, one]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    size: row.size,
    active_count: counts.get(row.id)?.activeCount ?? 0,
    used_count: counts.get(row.id)?.usedCount ?? 0,
    deleted_count: counts.get(row.id)?.deletedCount ?? 0,
    created_at: row.createdAt.toISOString(),
  }));
}
