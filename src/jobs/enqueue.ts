import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { contextValue } from '#platform/run-context.js';
import { carriedTrace, inSpan } from '#platform/tracing.js';
import { currentScope, tenantOf, TenantScopeError, type Tenant, type Tx } from '#tenancy/scope.js';
import { catalog, type BotJobName, type Payload } from './catalog.js';
import { lineOf, type JobContract } from './job-contract.js';
import { handOverFresh, writeOutbox, type NewOutboxRow, type OutboxRow } from './outbox.js';
import { stampPayload } from './payload-version.js';
import type { Jobs } from './queues.js';

let current: Jobs | undefined;
const pending = new WeakMap<Tx, NewOutboxRow[]>();
const runs = contextValue<{ lateHandOver?: unknown }>();

/** Tells `enqueue` where Redis is; a process without it leaves its rows to the relay. */
export function useJobs(jobs: Jobs | undefined): void {
  current = jobs;
}

/**
 * Enqueues a job for a bot. Inside a scope it is a row of the outbox, committed with everything else and handed to
 * Redis right after; outside, the row gets a transaction of its own. Throws ZodError on a payload that the
 * catalogue refuses, TenantScopeError inside the scope of another bot. With `notBefore` it waits in PostgreSQL until
 * then, and up to 15 seconds more.
 */
export async function enqueue<N extends BotJobName>(
  tenant: Tenant,
  name: N,
  payload: Payload<N>,
  { notBefore }: { readonly notBefore?: Date | undefined } = {},
): Promise<void> {
  const contract: JobContract = catalog[name];
  const checked = contract.payload.parse(payload) as Record<string, unknown>;
  const row: NewOutboxRow = {
    bot_id: tenant.botId,
    job_name: name,
    ordering_key: lineOf(name, contract, checked),
    payload: stampPayload(contract, checked),
    trace: carriedTrace() ?? null,
    not_before: notBefore ?? null,
  };
  const scope = currentScope();
  if (scope?.kind === 'tenant' && scope.botId !== tenant.botId)
    throw new TenantScopeError(`${name} for bot ${tenant.botId} in the scope of bot ${scope.botId}`);
  if (scope) note(scope.tx, row);
  else
    await tenantOf(tenant.botId).db((tx) => {
      note(tx, row);
      return Promise.resolve();
    });
}

function note(tx: Tx, row: NewOutboxRow): void {
  const waiting = pending.get(tx);
  if (waiting) {
    waiting.push(row);
    return;
  }
  const rows = [row];
  pending.set(tx, rows);
  tx.beforeCommit(() => {
    writeOutbox(tx, rows, giveToRedis);
    return Promise.resolve();
  });
}

async function giveToRedis(written: OutboxRow[]): Promise<void> {
  const jobs = current;
  if (!jobs || written.length === 0) return;
  try {
    const span = { name: 'hand over', kind: 'producer', attributes: { jobs: written.length } } as const;
    await inSpan(span, () => handOverFresh(jobs, written, jobs.inlineSender));
  } catch (error) {
    log.warn(
      { err: error },
      'Redis did not accept the follow-up jobs; they stay in the outbox and are enqueued again',
    );
    const run = runs.get();
    if (run) run.lateHandOver = error;
  }
}

/**
 * Runs a job's work and makes sure that its follow-up jobs reached Redis before the job ends: otherwise the chat's
 * next update could overtake them. Throws RetryableError('redis.hand_over') when they did not.
 */
export async function withHandOver<T>(work: () => Promise<T>): Promise<T> {
  const run: { lateHandOver?: unknown } = {};
  const [outcome] = await Promise.allSettled([runs.run(run, work)]);
  // Also when the work failed after a commit: the job runs again, and fails again once Redis has what it enqueued.
  if (run.lateHandOver) throw new RetryableError('redis.hand_over', { cause: run.lateHandOver });
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
