import type { JobName } from '#jobs/catalog.js';
import { withHandOver } from '#jobs/enqueue.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { JobData } from '#jobs/job-data.js';
import { readPayload } from '#jobs/payload-version.js';
import { PermanentError } from '#platform/errors.js';
import { tenantOf } from '#tenancy/scope.js';
import type { AnyHandler, Run } from './handlers/handler.js';
import type { HandlerTable } from './handlers/index.js';

/** How a handler is run: the job's contract, and what `Run` tells it. */
export interface Running extends Omit<Run, 'offeredAt' | 'outboxId'> {
  readonly contract: JobContract;
}

/** Checks a job's payload and runs its handler with its tenant, or as the fleet; throws what the handler throws. */
export async function runHandler(
  handlers: HandlerTable,
  { name, data }: { readonly name: string; readonly data: JobData },
  { contract, ...how }: Running,
): Promise<void> {
  const read = readPayload(contract, data.payload);
  if (!read.ok) throw new PermanentError('job.payload_refused', { cause: read.error });
  const { payload } = read;
  const handler = handlers[name as JobName] as AnyHandler;
  const run: Run = {
    outboxId: data.failed_at === undefined ? data.outbox_id : undefined,
    offeredAt: data.offered_at,
    ...how,
  };
  if (contract.scope === 'fleet') return handler.run(undefined, payload, run);
  const { bot_id: botId } = data;
  if (!botId) throw new PermanentError('job.without_bot');
  await withHandOver(() => handler.run(tenantOf(botId), payload, run));
}
