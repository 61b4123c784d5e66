/**
 * The only path of a job.
 *
 * 1. An ordered job that starts again (a crash, a later try, a person's retry) claims its chat, or waits.
 * 2. The payload is checked against the catalogue; the handler runs with its tenant, or as the fleet.
 * 3. `classify` turns an error into an outcome: complete, retry (costs an attempt), snooze (costs none) or fail.
 * 4. One log line and one measurement.
 * The chat's next job is released with BullMQ's note of the end, never before it (`start-workers.ts`).
 */
import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { catalog, type JobName } from '#jobs/catalog.js';
import { isOfEarlierLife } from '#jobs/fleet-life.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { JobData } from '#jobs/job-data.js';
import type { Place } from '#jobs/ordered/items.js';
import type { OutboxSettler } from '#jobs/settle-outbox.js';
import { isNewerPayload } from '#jobs/payload-version.js';
import { queues as queueList, type OrderedQueueName, type QueueName } from '#jobs/queue-catalog.js';
import type { Jobs } from '#jobs/queues.js';
import { backoffMs, now } from '#platform/clock.js';
import { isErrorCode } from '#platform/error-codes/error-codes.js';
import { classify, PermanentError, RetryableError, type Verdict } from '#platform/errors.js';
import { log, scrub, withLogFields } from '#platform/log.js';
import { translateRedisError } from '#platform/redis-faults.js';
import { dayMs } from '#platform/units.js';
import { giveUp } from './give-up.js';
import type { WithoutSlot } from './handlers/handler.js';
import type { HandlerTable } from './handlers/index.js';
import { reportRun, type JobRun, type RunSeen } from './report-run.js';
import { runHandler } from './run-handler.js';

export interface RunJobDeps {
  readonly jobs: Jobs;
  readonly settler: OutboxSettler;
  readonly handlers: HandlerTable;
  readonly onRun: (run: JobRun) => void;
}

const snoozeForAtMostMs = dayMs;
const unknownPauseMs = 30_000;
/** How long a job stays its worker's without a word of it; a live worker says so twice in that time. */
export const lockMs = 10_000;

/** Runs one job to an outcome; throws what BullMQ understands as retry, delay or failure. */
export async function runJob(
  deps: RunJobDeps,
  job: Job<JobData>,
  token?: string,
  withoutSlot: WithoutSlot = (outside) => outside(),
): Promise<void> {
  const { bot_id: bot, chat_id: chat, payload } = job.data;
  const request = payload?.request_id;
  const fields = {
    job: job.name,
    job_id: job.id,
    ...(bot && { bot }),
    ...(chat && { chat }),
    ...(typeof request === 'string' && { request, endpoint: String(payload.endpoint) }),
  };
  await withLogFields(fields, () =>
    runWithFields(deps, { job, token, withoutSlot }).catch((error: unknown) =>
      waitForRedis(job, error, token),
    ),
  );
}

/** Redis refused to note how the job stands: it waits. */
async function waitForRedis(job: Job<JobData>, error: unknown, token?: string): Promise<never> {
  const fault = translateRedisError(error);
  if (fault === error || !(fault instanceof RetryableError)) throw error;
  log.warn(
    { err: error, code: fault.code },
    'Redis could not store the outcome of a job; the job waits and runs again, its code says why',
  );
  return delayOrLapse(job, backoffMs(job.attemptsStarted, { maxMs: 5_000 }), token);
}

async function runWithFields(deps: RunJobDeps, held: Held): Promise<void> {
  const { job, token } = held;
  const started = now();
  if (isOfEarlierLife(job.data, deps.jobs.life)) return log.info(leftOver);
  if (!(await mayRun(deps.jobs, job))) return delay(job, 1_000, token);
  const contract = catalog[job.name as JobName] as JobContract | undefined;
  if (!contract || isNewerPayload(contract, job.data.payload)) {
    const what = contract
      ? 'this version cannot read the payload of the job'
      : 'this version does not know the job';
    log.error(`${what}; it waits for a newer worker, finish the deploy`);
    await park(deps.jobs, job, unknownPauseMs);
    return delay(job, unknownPauseMs, token);
  }
  try {
    await perform(deps, held, contract);
    reportRun(deps.onRun, shownOf(job), { started, verdict: completed });
  } catch (error) {
    const verdict = finalVerdict(job, contract, classify(translateRedisError(error)));
    reportRun(deps.onRun, shownOf(job), { started, verdict, error });
    await conclude(deps, job, { verdict, error, contract, token });
  }
  if (job.data.outbox_id) deps.settler.ended(job.data.outbox_id);
}

/** Said of a job that was pending before a restore. */
export const leftOver = 'skipped a job left over from before a restore';

/** A run that did all that it had to. */
export const completed: Verdict = {
  outcome: 'complete',
  report: false,
  isQuiet: false,
  isLocal: false,
  holdsBot: false,
  code: 'ok',
};

/** The place of a job in its chat's line, if its queue is ordered. */
export function placeOf(job: Job<JobData>): Place | undefined {
  if (!queueList[job.queueName as QueueName].ordered || !job.data.bot_id) return undefined;
  const id = job.id?.slice(job.data.bot_id.length + 1);
  // What ingress adds by itself is in no line.
  return id && /^\d+$/.test(id) ? { botId: job.data.bot_id, chatId: job.data.chat_id ?? '0', id } : undefined;
}

const startsAgain = ({ attemptsStarted, stalledCounter, data }: Job<JobData>): boolean =>
  attemptsStarted > 1 || stalledCounter > 0 || data.is_again === true;

async function mayRun(jobs: Jobs, job: Job<JobData>): Promise<boolean> {
  const place = startsAgain(job) ? placeOf(job) : undefined;
  return place === undefined || jobs.ordered[job.queueName as OrderedQueueName].claim(place);
}

interface Held {
  readonly job: Job<JobData>;
  readonly token: string | undefined;
  readonly withoutSlot: WithoutSlot;
}

const shownOf = (job: Job<JobData>): RunSeen => ({
  name: job.name,
  queue: job.queueName,
  data: job.data,
  attempt: job.attemptsStarted,
  dueAt: job.data.failed_at ?? (job.data.offered_at || job.timestamp + (job.opts.delay ?? 0)),
});

function perform(deps: RunJobDeps, held: Held, contract: JobContract): Promise<void> {
  const { job, withoutSlot } = held;
  const { failed_at: failedAt, refusal } = job.data;
  if (failedAt !== undefined && contract.keptOf) throw new PermanentError('job.answered');
  if (refusal && failedAt === undefined) throw refused(refusal);
  const isOurs = () => isStillOurs(deps.jobs, held);
  return runHandler(deps.handlers, job, { contract, startsAgain: startsAgain(job), isOurs, withoutSlot });
}

/** What the process that ran the message itself was told; only Telegram refuses in words of another version. */
const refused = ({ code, message }: NonNullable<JobData['refusal']>): PermanentError =>
  new PermanentError(isErrorCode(code) ? code : 'telegram.refused', { message });

/** Asks Redis only when so much time has passed that another worker may have the job by now. */
async function isStillOurs({ redis, queues }: Jobs, { job, token }: Held): Promise<boolean> {
  if (now() - (job.processedOn ?? 0) < lockMs / 2) return true;
  const key = `${queues[job.queueName as QueueName].toKey(job.id ?? '')}:lock`;
  return (await redis.get(key)) === token;
}

/** A bug whose tries are used up fails; a fault of another service that lasts a day does too. */
function finalVerdict(job: Job<JobData>, contract: JobContract, verdict: Verdict): Verdict {
  if (verdict.outcome === 'retry' && job.attemptsMade + 1 >= contract.attempts)
    return { ...verdict, outcome: 'fail' };
  if (verdict.outcome === 'snooze' && contract.everyMs) return { ...verdict, outcome: 'complete' }; // Its next tick tries.
  const since = job.data.failed_at ?? (job.data.offered_at || job.timestamp);
  const isOld = now() - since > snoozeForAtMostMs;
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
    await giveUp(deps, job);
    throw shownTo(new UnrecoverableError(), { verdict, error });
  }
  const pauseMs =
    verdict.retryAfterMs ??
    backoffMs(job.attemptsStarted, contract.backoffMs ? { firstMs: contract.backoffMs } : {});
  if (verdict.isLocal) await park(deps.jobs, job, pauseMs);
  else await hold(deps.jobs, job, pauseMs);
  if (verdict.outcome === 'snooze') return delay(job, pauseMs, token);
  throw shownTo(new Error(), { verdict, error });
}

/** Most characters of an error's message that stay with a failed job; of its stack twice as many. */
const longestShown = 4_000;

/** What operators see of an error among the failed jobs: its code, message and stack without secrets. */
function shownTo(shown: Error, { verdict, error }: Pick<Conclusion, 'verdict' | 'error'>): Error {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  // A bug's own name says more than that it is one.
  const said = verdict.code === 'server.bug' ? String(error) : message;
  shown.message = scrub(
    message.startsWith(verdict.code) ? message : `${verdict.code}: ${said}`,
    longestShown,
  );
  shown.stack = scrub(stack ?? shown.message, 2 * longestShown);
  return shown;
}

async function park(jobs: Jobs, job: Job<JobData>, pauseMs: number): Promise<void> {
  const place = placeOf(job);
  if (place) await jobs.ordered[job.queueName as OrderedQueueName].park(place, pauseMs);
}

async function hold(jobs: Jobs, job: Job<JobData>, pauseMs: number): Promise<void> {
  const place = placeOf(job);
  if (place) await jobs.ordered[job.queueName as OrderedQueueName].hold(place, pauseMs);
}

/** The job waits and costs no try; when Redis does not even note that, its lock runs out. */
export function delayOrLapse(job: Job<JobData>, ms: number, token?: string): Promise<never> {
  return delay(job, ms, token).catch(() => {
    throw new DelayedError();
  });
}

async function delay(job: Job<JobData>, ms: number, token?: string): Promise<never> {
  await job.moveToDelayed(now() + ms, token);
  throw new DelayedError();
}
