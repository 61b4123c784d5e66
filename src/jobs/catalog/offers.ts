import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** Offers that are made to single people. */
export const offerJobs = {
  'fleet.find-offers': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 15_000, payload: z.object({}) }),
  'offers.end': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'offers.send': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
