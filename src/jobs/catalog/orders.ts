import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';

/** Orders of a bot. */
export const orderJobs = {
  'orders.expire': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
