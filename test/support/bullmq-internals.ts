import { readFileSync } from 'node:fs';

/**
 * What we lean on in BullMQ beyond its documentation, with the files of ours to look at when an upgrade changes it. A row
 * without a test in `test/contracts/bullmq*.test.ts`, and a file that touches BullMQ and has no row, make it red.
 */
export const bullmqInternals = {
  'the script behind an add stands in the connection’s scriptsSet by name and version': [
    'jobs/ordered/inline-bullmq-add.ts',
    'jobs/ordered/ordered-queue.ts',
  ],
  'an add sends nine keys, then the packed job, its data and its packed options': [
    'jobs/ordered/inline-bullmq-add.ts',
    'jobs/ordered/scripts.ts',
  ],
  'a job added inside our script is the one that queue.add would have made': [
    'jobs/ordered/inline-bullmq-add.ts',
    'jobs/ordered/scripts.ts',
  ],
  'the end of a completed job leaves by the backend’s execCommand, as fourteen keys and its arguments': [
    'workers/end-together.ts',
    'jobs/ordered/inline-bullmq-finish.ts',
    'jobs/ordered/scripts.ts',
  ],
  'the script behind an end says by a negative number that the job is not the worker’s, and does nothing': [
    'jobs/ordered/inline-bullmq-finish.ts',
    'jobs/ordered/scripts.ts',
    'workers/end-together.ts',
  ],
  'an id that is there already is not added again, and keeps its first data': [
    'jobs/ordered/ordered-queue.ts',
    'jobs/outbox.ts',
    'jobs/requests/intake.ts',
  ],
  'meta holds paused, concurrency and max while the queue is paused or limited': [
    'jobs/ordered/script-state.ts',
    'jobs/ordered/script-calls.ts',
  ],
  'the states of a job have these names, and removing one that is not there is no error': [
    'jobs/ordered/ordered-queue.ts',
    'jobs/relay-outbox.ts',
    'jobs/queue-stats.ts',
    'ingress/admin/forbidden-queue-actions.ts',
  ],
  'a lower priority number goes first, equal ones in their order, and jobs without one before all': [
    'jobs/ordered/scripts.ts',
    'jobs/ordered/script-calls.ts',
    'jobs/intake.ts',
    'workers/start-workers.ts',
  ],
  'a job that is delayed by its worker costs no try but counts as started, and keeps its priority': [
    'workers/run-job.ts',
    'workers/quarantine.ts',
    'jobs/ordered/ordered-queue.ts',
  ],
  'an error costs a try and asks our backoff; only the last failure sets finishedOn': [
    'workers/start-workers.ts',
    'workers/run-job.ts',
    'jobs/queues.ts',
    'jobs/requests/intake.ts',
  ],
  'an UnrecoverableError ends a job at once, with the data, message and stack that we gave it': [
    'workers/give-up.ts',
    'workers/run-job.ts',
  ],
  'completed is told after Redis has noted it, also of a job that is not kept': [
    'workers/start-workers.ts',
    'jobs/queues.ts',
  ],
  'the lock of a job at work is <key of the job>:lock and holds the worker’s token': ['workers/run-job.ts'],
  'a job whose worker died starts again with stalledCounter raised, and costs no try': [
    'workers/quarantine.ts',
    'workers/run-job.ts',
    'workers/start-workers.ts',
  ],
  'a job that stalled too often fails with “stalled more than”, told as failed with the job': [
    'workers/start-workers.ts',
  ],
  'a failed job that a person retries starts with attemptsStarted above one': ['workers/run-job.ts'],
  'the schedulers stand in the sorted set repeat, by name with the time of their next job': [
    'workers/schedule.ts',
  ],
  'a deduplicated add makes no second job while the first one’s time runs': ['jobs/intake.ts'],
  'a worker opens a consumer’s span for each job, joined to the metadata of its telemetry option': [
    'platform/tracing.ts',
    'platform/open-telemetry.ts',
    'workers/report-run.ts',
  ],
} as const satisfies Record<string, readonly string[]>;
export type BullmqInternal = keyof typeof bullmqInternals;

/** The version of BullMQ that is installed. */
export const bullmqVersion = (
  JSON.parse(readFileSync('node_modules/bullmq/package.json', 'utf8')) as { version: string }
).version;

/** The rows that have a test. */
export const heldInternals = new Set<BullmqInternal>();

/** A test of one row; when it goes red, its message begins with the files of ours that rely on it. */
export function leansOn(internal: BullmqInternal, check: () => Promise<void>): void {
  heldInternals.add(internal);
  it(internal, async () => {
    try {
      await check();
    } catch (error) {
      const files = bullmqInternals[internal].map((file) => `src/${file}`).join(', ');
      const fault = error instanceof Error ? error.message : String(error);
      throw new Error(`BullMQ ${bullmqVersion} does otherwise; look at ${files}: ${fault}`, { cause: error });
    }
  });
}
