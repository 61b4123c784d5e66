import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** Gifts that nobody takes. */
export const giftJobs = {
  'fleet.find-gifts': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'gifts.end-due': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
