import type { Job } from 'bullmq';
import { log } from '#platform/log.js';
import type { JobData } from '#jobs/queues.js';
import { delayOrLapse } from './run-job.js';

/** A job that was under way when so many workers died may be what they died of. */
const suspectAfter = 3;
/** Milliseconds that a suspect waits while another is at work; at least half of it. */
const pauseMs = 1_000;

/** Runs jobs that were under way in dying workers apart from each other. */
export interface Suspects {
  /** Whether the job is one. */
  has(job: Job<JobData>): boolean;
  /** Runs it unless another suspect is at work in this process: then it waits, and costs no try. */
  runAlone(job: Job<JobData>, token: string | undefined, run: () => Promise<void>): Promise<void>;
}

/**
 * A job that takes its worker down takes those down that are at work beside it, and BullMQ counts the crash against all
 * of them. Where suspects run one at a time, only the guilty one is there at the next crash, and one that merely had bad
 * luck is under way so briefly that it gets through.
 */
export function openSuspects(): Suspects {
  let isOneAtWork = false;
  return {
    has: ({ stalledCounter }) => stalledCounter >= suspectAfter,
    runAlone: async (job, token, run) => {
      if (isOneAtWork) return delayOrLapse(job, pauseMs * (0.5 + Math.random() / 2), token);
      isOneAtWork = true;
      try {
        log.warn(
          { job: job.name, job_id: job.id, bot: job.data.bot_id, crashes: job.stalledCounter },
          'the job was under way when workers died; it runs apart from others of its kind',
        );
        await run();
      } finally {
        isOneAtWork = false;
      }
    },
  };
}
