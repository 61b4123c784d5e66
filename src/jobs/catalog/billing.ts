import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** What tenants owe the fleet. */
export const billingJobs = {
  'billing.watch': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'fleet.watch-billing': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 300_000, payload: z.object({}) }),
} as const satisfies Record<string, JobContract>;
