import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** Tickets in which somebody waits, or says nothing any more. */
export const ticketTimeJobs = {
  'fleet.find-tickets': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 60_000, payload: z.object({}) }),
  'tickets.look-at-due': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  'tickets.plan': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
