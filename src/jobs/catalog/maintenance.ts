import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** Looks at the panel for all bots, and times in which bots serve their admins alone. */
export const maintenanceJobs = {
  'fleet.check-panel': fleetJob({ queue: 'fleet', attempts: 1, everyMs: 10_000, payload: z.object({}) }),
  'fleet.look-at-nodes': fleetJob({ queue: 'fleet', attempts: 1, everyMs: 60_000, payload: z.object({}) }),
  'maintenance.follow': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'maintenance.tell-end': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
