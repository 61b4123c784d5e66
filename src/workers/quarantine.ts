import type { Job } from 'bullmq';
import type { JobData } from '#jobs/job-data.js';
import { log } from '#platform/log.js';
import { delayOrLapse } from './run-job.js';

/** A job that was under way when so many workers died may be what they died of. */
const crashesBeforeQuarantine = 3;
/** Milliseconds that a job in quarantine waits while another one runs; at least half of it. */
const pauseMs = 1_000;

/** Runs jobs that were under way when workers died, which may be poison, one at a time. */
export interface Quarantine {
  /** Does the job belong there? */
  has(job: Job<JobData>): boolean;
  /** Runs it unless another job of the quarantine runs in this process: then it waits, and costs no try. */
  runAlone(job: Job<JobData>, token: string | undefined, run: () => Promise<void>): Promise<void>;
}

/**
 * A job that takes its worker down takes those down that are at work beside it, and BullMQ counts the crash against all
 * of them. In quarantine they run one at a time, so only the guilty one is there at the next crash, and one that merely had bad
 * luck is under way so briefly that it gets through.
 */
export function openQuarantine(): Quarantine {
  let isOneAtWork = false;
  return {
    has: ({ stalledCounter }) => stalledCounter >= crashesBeforeQuarantine,
    runAlone: async (job, token, run) => {
      if (isOneAtWork) return delayOrLapse(job, pauseMs * (0.5 + Math.random() / 2), token);
      isOneAtWork = true;
      try {
        log.warn(
          { job: job.name, job_id: job.id, bot: job.data.bot_id, crashes: job.stalledCounter },
          'this job was running each time a worker crashed; it now runs in quarantine, one such job at a time',
        );
        await run();
      } finally {
        isOneAtWork = false;
      }
    },
  };
}
