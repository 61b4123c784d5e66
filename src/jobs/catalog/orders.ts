import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';
import { rowNumber } from './ids.js';

/** Orders of a bot. */
export const orderJobs = {
  /** Money came into a person's wallet by what somebody else did. */
  'orders.complete-waiting': botJob({
    queue: 'bots',
    attempts: 8,
    orderedBy: 'user_id',
    payload: z.object({ user_id: rowNumber }),
    isMerged: true,
  }),
  'orders.expire': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  /** Money came into the bot's own wallet, or its sales go on: what waited for that is bought. */
  'orders.resume': botJob({ queue: 'bots', attempts: 8, payload: z.object({}), isMerged: true }),
  /** The tenant can pay the fleet again: what a person's money waits with is bought. */
  'orders.resume-cart': botJob({
    queue: 'bots',
    attempts: 8,
    orderedBy: 'user_id',
    payload: z.object({ user_id: rowNumber }),
    isMerged: true,
  }),
} as const satisfies Record<string, JobContract>;
