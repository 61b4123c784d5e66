import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';
import { rowNumber } from './ids.js';

/** Payments in Telegram Stars. */
export const starJobs = {
  'fleet.sweep-stars': fleetJob({ queue: 'fleet', attempts: 3, everyMs: 1_800_000, payload: z.object({}) }),
  /** What Telegram asks before it takes money, and waits ten seconds for. */
  'payment.pre-checkout': botJob({
    queue: 'checkouts',
    attempts: 4,
    backoffMs: 200,
    payload: z.object({
      /** An update with a `pre_checkout_query`; what is in it may be anything. */
      update: z.looseObject({ update_id: z.number().int().nonnegative() }),
      /** Milliseconds since 1970 when the update was taken in. */
      arrived_at: z.number(),
    }),
  }),
  'payment.stop-repeating': botJob({
    queue: 'gateways',
    attempts: 8,
    orderedBy: 'payment_id',
    payload: z.object({ payment_id: rowNumber }),
  }),
  'payments.sweep-stars': botJob({ queue: 'gateways', attempts: 8, payload: z.object({}), isMerged: true }),
} as const satisfies Record<string, JobContract>;
