import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** What the time of subscriptions brings. */
export const wordJobs = {
  'fleet.find-words': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 15_000, payload: z.object({}) }),
  'words.plan': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'words.tell': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
