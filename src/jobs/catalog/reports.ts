import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** Reports of the day. */
export const reportJobs = {
  'fleet.find-reports': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'report.tell': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
