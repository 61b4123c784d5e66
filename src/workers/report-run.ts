import { catalog, type JobName } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { JobData } from '#jobs/job-data.js';
import { now } from '#platform/clock.js';
import { UserFacingError, type Verdict } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { currentTracing } from '#platform/tracing.js';

/** What became of one run of a job; times in milliseconds. */
export interface JobRun {
  readonly queue: string;
  readonly name: string;
  readonly botId: string | undefined;
  readonly outcome: Verdict['outcome'];
  readonly waitMs: number;
  readonly workMs: number;
}

/** What is told of the job. */
export interface RunSeen {
  readonly name: string;
  readonly queue: string;
  readonly data: JobData;
  /** 1 for the first. */
  readonly attempt: number;
  /** Milliseconds since 1970 from when on it could have run. */
  readonly dueAt: number;
}

/** A tick of the schedule says by itself what it did, and most find nothing to do. */
const isTick = (job: RunSeen): boolean =>
  Boolean((catalog[job.name as JobName] as JobContract | undefined)?.everyMs);

interface Report {
  readonly started: number;
  readonly verdict: Verdict;
  readonly error?: unknown;
}

/** What a warning or an error says of a run; other lines say `job`. */
const troubles: Readonly<Record<Verdict['outcome'], string>> = {
  complete: 'scheduled job could not do its work; its code says why, its next run tries again',
  snooze: 'job postponed, which costs it no attempt; its code says what it waits for',
  retry: 'job hit a bug and is tried again; report it with the stack',
  fail: 'job failed for good; mend the cause, then see "Failed jobs" in docs/operations.md',
};

/** Notes one run: a line in the log, the active span, and what `onRun` makes of it. */
export function reportRun(
  onRun: (run: JobRun) => void,
  job: RunSeen,
  { started, verdict, error }: Report,
): void {
  const workMs = now() - started;
  const waitMs = Math.max(0, started - job.dueAt);
  const line = {
    outcome: verdict.outcome,
    code: verdict.code,
    wait_ms: waitMs,
    work_ms: workMs,
    attempt: job.attempt,
  };
  onRun({
    queue: job.queue,
    name: job.name,
    botId: job.data.bot_id,
    outcome: verdict.outcome,
    waitMs,
    workMs,
  });
  noteTrace(job, line, error);
  if (verdict.report) log.error({ ...line, err: error }, troubles[verdict.outcome]);
  else if (verdict.outcome === 'complete' && !error) log[isTick(job) ? 'debug' : 'info'](line, 'job');
  else if (verdict.isQuiet) log.debug(line, 'job');
  else if (error instanceof UserFacingError) log.info(line, 'job');
  else log.warn({ ...line, reason: reasonOf(error) }, troubles[verdict.outcome]);
}

/** What a trace tells of a job, on the span that BullMQ's worker opened for it. */
function noteTrace(
  { name, queue, data }: RunSeen,
  line: Readonly<Record<string, unknown>>,
  error: unknown,
): void {
  const span = currentTracing()?.active();
  if (!span) return;
  span.rename(`process ${name}`);
  const { outcome, code, wait_ms: waitMs, attempt } = line as Readonly<Record<string, string | number>>;
  span.note({
    'messaging.system': 'bullmq',
    'messaging.destination.name': queue,
    'bot.id': data.bot_id,
    'chat.id': data.chat_id,
    'job.outcome': outcome,
    'job.code': code,
    'job.wait_ms': waitMs,
    'job.attempt': attempt,
  });
  if (error !== undefined) span.fail(error);
}

function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
