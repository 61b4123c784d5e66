import type { Job } from 'bullmq';
import { catalog, type JobName } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { JobData } from '#jobs/job-data.js';
import { readPayload } from '#jobs/payload-version.js';
import type { OutboxSettler } from '#jobs/settle-outbox.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { tenantOf } from '#tenancy/scope.js';
import type { AnyHandler } from './handlers/handler.js';
import type { HandlerTable } from './handlers/index.js';

interface GiveUpDeps {
  readonly settler: OutboxSettler;
  readonly handlers: HandlerTable;
}

/**
 * The job failed for good: the person is told, it leaves the outbox, and a note is left that whoever has it
 * run again wants it done anew; of a job whose asker was answered, what the asker sent is dropped.
 */
export async function giveUp(deps: GiveUpDeps, job: Job<JobData>): Promise<void> {
  const contract = catalog[job.name as JobName] as JobContract | undefined;
  if (contract) await tellOfFailure(deps, job, contract);
  const payload = contract?.keptOf?.(job.data.payload) ?? job.data.payload;
  await job.updateData({ ...job.data, payload, failed_at: now() });
  if (job.data.outbox_id) deps.settler.ended(job.data.outbox_id);
}

async function tellOfFailure(
  { handlers }: GiveUpDeps,
  { name, data }: Job<JobData>,
  contract: JobContract,
): Promise<void> {
  const handler = handlers[name as JobName] as AnyHandler | undefined;
  const read = readPayload(contract, data.payload);
  if (!handler?.failed || !read.ok || !(data.bot_id || contract.scope === 'fleet')) return;
  const tenant = data.bot_id ? tenantOf(data.bot_id) : undefined;
  await handler
    .failed(tenant, read.payload)
    .catch((error: unknown) =>
      log.error(
        { err: error },
        'the job failed, and the person or client waiting for it could not be notified',
      ),
    );
}
