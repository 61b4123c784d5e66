/**
 * The only path of a job.
 *
 * 1. An ordered job that starts again (a crash, a later try, a person's retry) claims its chat, or waits.
 * 2. The payload is checked against the catalogue; the handler runs with its tenant, or as the fleet.
 * 3. `classify` turns an error into an outcome: complete, retry (costs an attempt), snooze (costs none) or fail.
 * 4. One log line and one measurement.
 * Only when BullMQ has noted the end is the chat's next job released (`start-workers.ts`).
 */
import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { backoffMs, now } from '#platform/clock.js';
import { classify, type Verdict } from '#platform/errors.js';
import { log, withLogFields } from '#platform/log.js';
import { tenantOf } from '#tenancy/scope.js';
import { catalog, queues as queueList, type JobContract, type JobName } from '#jobs/catalog.js';
import { withHandOver } from '#jobs/enqueue.js';
import type { Place } from '#jobs/ordered-queue.js';
import type { JobData, Jobs } from '#jobs/queues.js';
import type { OutboxSettler } from '#jobs/outbox.js';
import type { AnyHandler, HandlerTable } from './handlers/index.js';

/** What became of one run of a job; times in milliseconds. */
export interface JobRun {
  readonly queue: string;
  readonly name: string;
  readonly botId: string | undefined;
  readonly outcome: Verdict['outcome'];
  readonly waitMs: number;
  readonly workMs: number;
}

export interface RunJobDeps {
  readonly jobs: Jobs;
  readonly settler: OutboxSettler;
  readonly handlers: HandlerTable;
  readonly onRun: (run: JobRun) => void;
}

const snoozeForAtMostMs = 24 * 3_600_000;

/** Runs one job to an outcome; throws what BullMQ understands as retry, delay or failure. */
export async function runJob(deps: RunJobDeps, job: Job<JobData>, token?: string): Promise<void> {
  const { bot_id: bot, chat_id: chat } = job.data;
  const fields = { job: job.name, job_id: job.id, ...(bot && { bot }), ...(chat && { chat }) };
  await withLogFields(fields, () => runWithFields(deps, job, token));
}

async function runWithFields(deps: RunJobDeps, job: Job<JobData>, token?: string): Promise<void> {
  const started = now();
  if (!(await mayRun(deps.jobs, job))) return delay(job, 1_000, token);
  const contract = catalog[job.name as JobName] as JobContract | undefined;
  if (!contract) {
    log.error('this version does not know the job; it waits for one that does');
    return delay(job, 30_000, token);
  }
  try {
    await perform(deps, job, contract);
    report(deps, job, {
      started,
      verdict: { outcome: 'complete', report: false, isLocal: false, code: 'ok' },
    });
  } catch (error) {
    const verdict = finalVerdict(job, contract, classify(error));
    report(deps, job, { started, verdict, error });
    await conclude(deps, job, { verdict, error, contract, token });
  }
  if (job.data.outbox_id) deps.settler.ended(job.data.outbox_id);
}

/** The place of a job in its chat's line, if its queue is ordered. */
export function placeOf(job: Job<JobData>): Place | undefined {
  const contract = catalog[job.name as JobName] as JobContract | undefined;
  if (!contract || !queueList[contract.queue].ordered || !job.data.bot_id) return undefined;
  const id = job.id?.slice(job.data.bot_id.length + 1);
  return id ? { botId: job.data.bot_id, chatId: job.data.chat_id ?? '0', id } : undefined;
}

async function mayRun(jobs: Jobs, job: Job<JobData>): Promise<boolean> {
  const startsAgain = job.attemptsStarted > 1 || job.stalledCounter > 0 || job.data.is_again;
  const place = startsAgain ? placeOf(job) : undefined;
  return place === undefined || jobs.ordered[job.queueName as 'updates' | 'messages'].claim(place);
}

async function perform(deps: RunJobDeps, job: Job<JobData>, contract: JobContract): Promise<void> {
  const payload = contract.payload.parse(job.data.payload);
  const handler = deps.handlers[job.name as JobName] as AnyHandler;
  const startsAgain = job.attemptsStarted > 1 || job.stalledCounter > 0 || job.data.is_again === true;
  const run = { outboxId: job.data.outbox_id, startsAgain };
  if (contract.scope === 'fleet') return handler.run(undefined, payload, run);
  if (!job.data.bot_id) throw new Error(`a ${job.name} job came without bot_id`);
  const tenant = tenantOf(job.data.bot_id);
  await withHandOver(() => handler.run(tenant, payload, run));
}

/** A bug whose tries are used up fails; a fault of the world that lasts a day does too. */
function finalVerdict(job: Job<JobData>, contract: JobContract, verdict: Verdict): Verdict {
  if (verdict.outcome === 'retry' && job.attemptsMade + 1 >= contract.attempts)
    return { ...verdict, outcome: 'fail' };
  if (verdict.outcome === 'snooze' && contract.everyMs) return { ...verdict, outcome: 'complete' }; // Its next tick tries.
  const isOld = now() - (job.data.offered_at || job.timestamp) > snoozeForAtMostMs;
  if (verdict.outcome === 'snooze' && isOld) return { ...verdict, outcome: 'fail', report: true };
  return verdict;
}

interface Conclusion {
  readonly verdict: Verdict;
  readonly error: unknown;
  readonly contract: JobContract;
  readonly token: string | undefined;
}

async function conclude(deps: RunJobDeps, job: Job<JobData>, conclusion: Conclusion): Promise<void> {
  const { verdict, error, contract, token } = conclusion;
  if (verdict.outcome === 'complete') return;
  if (verdict.outcome === 'fail') {
    await afterFailure(deps, job);
    throw new UnrecoverableError(
      `${verdict.code}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const pauseMs =
    verdict.retryAfterMs ??
    backoffMs(job.attemptsStarted, contract.backoffMs ? { firstMs: contract.backoffMs } : {});
  if (verdict.isLocal) await park(deps.jobs, job, pauseMs);
  if (verdict.outcome === 'snooze') return delay(job, pauseMs, token);
  throw error;
}

async function park(jobs: Jobs, job: Job<JobData>, pauseMs: number): Promise<void> {
  const place = placeOf(job);
  if (place) await jobs.ordered[job.queueName as 'updates' | 'messages'].park(place, pauseMs);
}

async function afterFailure(deps: RunJobDeps, job: Job<JobData>): Promise<void> {
  const handler = deps.handlers[job.name as JobName] as AnyHandler;
  const contract = catalog[job.name as JobName];
  const payload = contract.payload.safeParse(job.data.payload);
  if (handler.failed && job.data.bot_id && payload.success) {
    const tenant = tenantOf(job.data.bot_id);
    await handler
      .failed(tenant, payload.data)
      .catch((error: unknown) => log.error({ err: error }, 'the person could not be told of the failure'));
  }
  if (job.data.outbox_id) deps.settler.ended(job.data.outbox_id);
}

async function delay(job: Job<JobData>, ms: number, token?: string): Promise<never> {
  await job.moveToDelayed(now() + ms, token);
  throw new DelayedError();
}

interface Report {
  readonly started: number;
  readonly verdict: Verdict;
  readonly error?: unknown;
}

function report(deps: RunJobDeps, job: Job<JobData>, { started, verdict, error }: Report): void {
  const workMs = now() - started;
  const dueAt = job.data.offered_at || job.timestamp + (job.opts.delay ?? 0);
  const waitMs = Math.max(0, started - dueAt);
  const line = {
    outcome: verdict.outcome,
    code: verdict.code,
    wait_ms: waitMs,
    work_ms: workMs,
    attempt: job.attemptsStarted,
  };
  deps.onRun({
    queue: job.queueName,
    name: job.name,
    botId: job.data.bot_id,
    outcome: verdict.outcome,
    waitMs,
    workMs,
  });
  if (verdict.report) log.error({ ...line, err: error }, 'job');
  else if (verdict.outcome === 'complete' && !error) log.info(line, 'job');
  else if (verdict.code.startsWith('telegram.paced')) log.debug(line, 'job');
  else if (verdict.code.startsWith('user.')) log.info(line, 'job');
  else log.warn({ ...line, reason: reasonOf(error) }, 'job');
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
