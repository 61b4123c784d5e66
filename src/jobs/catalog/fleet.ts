import { z } from 'zod';
import { fleetJob, type JobContract } from '../job-contract.js';

/** Repeating work over all bots. */
export const fleetJobs = {
  'fleet.audit-money': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.clean-up': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 600_000, payload: z.object({}) }),
  'fleet.connect-bots': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.expire-orders': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.provision-owed': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.publish-directory': fleetJob({
    queue: 'fleet',
    attempts: 3,
    everyMs: 60_000,
    payload: z.object({}),
  }),
  'fleet.reconcile-panel': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'fleet.relay-outbox': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 5_000, payload: z.object({}) }),
  'fleet.sweep-queues': fleetJob({ queue: 'fleet', attempts: 1, everyMs: 5_000, payload: z.object({}) }),
} as const satisfies Record<string, JobContract>;
