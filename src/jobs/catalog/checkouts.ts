import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';

/** What Telegram asks before it takes money, and waits ten seconds for. */
export const checkoutJobs = {
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
} as const satisfies Record<string, JobContract>;
