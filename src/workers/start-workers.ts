import { Worker, type Job, type Processor } from 'bullmq';
import { listGateways } from '#gateways/registry.js';
import { catalog, type JobName } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import type { JobData } from '#jobs/job-data.js';
import { openSettler } from '#jobs/settle-outbox.js';
import { queues as queueList, slotsOf, type OrderedQueueName, type QueueName } from '#jobs/queue-catalog.js';
import { backoffMs } from '#platform/clock.js';
import { log, withLogFields } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { currentTracing } from '#platform/tracing.js';
import { endingTogether, type SentEnd } from './end-together.js';
import { giveUp } from './give-up.js';
import { makeHandlers, type HandlerTable } from './handlers/index.js';
import { openInlineSender } from './inline-sender.js';
import { keepSlotsAnnounced } from './load/announce-slots.js';
import { openFloodThrottle } from './load/flood-throttle.js';
import { openMergePause } from './load/merge-pause.js';
import { openGates, type RankedGate } from './load/ranked-gate.js';
import { openQuarantine, type Quarantine } from './quarantine.js';
import type { JobRun } from './report-run.js';
import { lockMs, placeOf, runJob, type RunJobDeps } from './run-job.js';
import { keepSchedule } from './schedule.js';
import { openWorkerDeps, type WorkerDeps, type WorkerPlace } from './worker-deps.js';

export interface RunningWorkers {
  /** Stops taking jobs, lets those at work end for at most `graceMs`, and gives the rest to other workers. */
  close(graceMs: number): Promise<void>;
}

/**
 * Builds what this process's jobs work with, and starts one BullMQ worker a queue, the inline sender and the keeper of the
 * schedule.
 */
export function startWorkers(
  place: WorkerPlace,
  onRun: (run: JobRun) => void,
  make: (deps: WorkerDeps) => HandlerTable = makeHandlers,
): RunningWorkers {
  const deps = openWorkerDeps(place);
  const handlers = make(deps);
  metrics.gatewaysAre(listGateways().map(({ name }) => name));
  const settler = openSettler();
  const runDeps: RunJobDeps = { jobs: deps.jobs, settler, handlers, onRun };
  const releases = new Set<Promise<void>>();
  const throttle = deps.env.pacesFloods ? openFloodThrottle() : undefined;
  const mergePause = openMergePause();
  const released = new WeakSet<Job<JobData>>();

  function follow(job: Job<JobData>, release: Promise<void>): void {
    const done = release
      .catch((error: unknown) =>
        log.warn(
          { err: error, job_id: job.id },
          'the chat of a finished job could not be released; the queue sweep does it',
        ),
      )
      .finally(() => releases.delete(done));
    releases.add(done);
  }
  /** A paced flood's chat goes on in its turn, a merged job's line after a pause; any other is released with the end of its job. */
  function endTogether(job: Job<JobData>, sent: SentEnd): Promise<unknown> | undefined {
    const place = placeOf(job);
    const ordered = deps.jobs.ordered[job.queueName as OrderedQueueName];
    if (!place || (throttle && job.priority > ordered.cap) || isMerged(job)) return undefined;
    return ordered.finishWithJob(place, sent)?.then(({ reply, isReleased, followed }) => {
      if (isReleased) released.add(job);
      follow(job, followed);
      return reply;
    });
  }
  function release(job: Job<JobData>): void {
    const place = placeOf(job);
    if (!place) return;
    const ordered = deps.jobs.ordered[job.queueName as OrderedQueueName];
    const turns = [throttle?.turn(place.botId, job.priority > ordered.cap) ?? Promise.resolve()];
    if (isMerged(job)) turns.push(mergePause.over());
    if (!released.has(job))
      follow(
        job,
        Promise.all(turns).then(() => ordered.finish(place)),
      );
  }
  const slots = slotsOf('messages', deps.env.workerConcurrency);
  const gates = openGates(deps.jobs.ordered, deps.env.workerConcurrency);
  const quarantine = openQuarantine();
  const workers = (Object.keys(queueList) as QueueName[]).map((queue) =>
    openWorker(queue, { deps, runDeps, endTogether, release, gates, quarantine }),
  );
  const inlineSender = openInlineSender(runDeps, { gate: gates.messages, throttle, slots });
  deps.jobs.inlineSender = inlineSender;
  const schedule = keepSchedule(deps.jobs);
  // Of the messages it has as many again that it sends itself.
  const announced = keepSlotsAnnounced(deps.jobs, {
    updates: slotsOf('updates', deps.env.workerConcurrency),
    messages: slots * 2,
  });

  return {
    close: async (graceMs) => {
      announced.stop();
      await schedule.stop();
      throttle?.close();
      mergePause.close();
      await Promise.all([
        inlineSender.close(graceMs),
        ...workers.map((worker) => closeWorker(worker, graceMs)),
      ]);
      await Promise.all(releases);
      await settler.flush();
      deps.snapshots.close();
    },
  };
}

interface WorkerParts {
  readonly deps: WorkerDeps;
  readonly runDeps: RunJobDeps;
  readonly endTogether: (job: Job<JobData>, sent: SentEnd) => Promise<unknown> | undefined;
  readonly release: (job: Job<JobData>) => void;
  readonly gates: Partial<Record<QueueName, RankedGate>>;
  readonly quarantine: Quarantine;
}

/** What chats wait for costs this process' own time, so only so many at once go through its gate. */
function processorOf({ runDeps, gates, quarantine }: WorkerParts, queue: QueueName): Processor<JobData> {
  const gate = gates[queue];
  return (job, token) => {
    if (quarantine.has(job)) return quarantine.runAlone(job, token, () => runJob(runDeps, job, token));
    if (!gate) return runJob(runDeps, job, token);
    return gate.pass(job.priority, (withoutSlot) => runJob(runDeps, job, token, withoutSlot));
  };
}

function openWorker(queue: QueueName, parts: WorkerParts): Worker<JobData> {
  const { deps, runDeps, endTogether, release } = parts;
  const tracing = currentTracing();
  const slots = slotsOf(queue, deps.env.workerConcurrency);
  const settings = {
    connection: deps.jobs.redis,
    prefix: deps.jobs.prefix,
    concurrency: slots,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    // Crashes are counted apart from tries and above them: a job innocent of its worker's death must outlive it.
    maxStalledCount: 8,
    settings: { backoffStrategy: pauseBeforeRetry },
    ...(tracing && { telemetry: tracing.bullmq }),
  };
  const worker = new Worker<JobData>(queue, processorOf(parts, queue), settings, endingTogether(endTogether));
  worker.on('error', (error) => log.debug({ err: error, queue }, 'BullMQ reported an error of its worker'));
  worker.on('completed', release);
  worker.on('failed', (job, error) => {
    if (!job || !isFinal(job)) return;
    if (isCrashLimit(error)) void giveUpAfterCrashes(runDeps, job, error).finally(() => release(job));
    else release(job);
  });
  return worker;
}

const isMerged = ({ name }: Job<JobData>): boolean =>
  (catalog[name as JobName] as JobContract | undefined)?.isMerged === true;
const isCrashLimit = (error: Error): boolean => /stalled more than/.test(error.message);

/** BullMQ gave the job up before run-job saw it: it took too many workers down. */
function giveUpAfterCrashes(deps: RunJobDeps, job: Job<JobData>, error: Error): Promise<void> {
  return withLogFields({ job: job.name, job_id: job.id, bot: job.data.bot_id }, async () => {
    log.error(
      { err: error },
      'the job crashed too many workers and has failed for good; fix the cause before you retry it in bull-board',
    );
    await giveUp(deps, job).catch((fault: unknown) =>
      log.error({ err: fault }, 'the end of a failed job could not be recorded'),
    );
  });
}

const isFinal = (job: Job<JobData>): boolean => job.finishedOn !== undefined;

function pauseBeforeRetry(
  attemptsMade: number,
  _type?: string,
  _error?: Error,
  job?: { name: string },
): number {
  const contract = catalog[job?.name as JobName] as JobContract | undefined;
  return backoffMs(attemptsMade, contract?.backoffMs ? { firstMs: contract.backoffMs } : {});
}

async function closeWorker(worker: Worker<JobData>, graceMs: number): Promise<void> {
  const timer = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), graceMs).unref());
  const result = await Promise.race([worker.close(), timer]);
  if (result !== 'late') return;
  log.warn(
    { queue: worker.name },
    'running jobs did not end before the shutdown deadline; another worker takes them over',
  );
  await Promise.race([worker.close(true), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
}
