import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';
import { rowNumber } from './ids.js';

/** What people are told by itself. */
export const noticeJobs = {
  'notice.admins': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      event: z.enum(['sold', 'refunded', 'squads_removed']),
      /** Of `sold` and `refunded`. */
      order_id: rowNumber.optional(),
      /** Of `squads_removed`: what the panel had and the bot sells or sold. */
      squads: z.array(z.object({ uuid: z.uuid(), name: z.string() })).optional(),
    }),
  }),
  'notice.buyer': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      event: z.enum(['changed', 'completed', 'expired', 'funded', 'refunded', 'refused']),
      order_id: rowNumber,
      /** Why it was refused: a code of the texts' errors. */
      reason: z.string().optional(),
    }),
    // Codes of errors have a dot after their area since version 2.
    upcasts: [
      ({ reason, ...older }) => ({
        ...older,
        ...(typeof reason === 'string' && { reason: reason.replace(/^order_/, 'order.') }),
      }),
    ],
  }),
  'notice.wallet-empty': botJob({ queue: 'bots', attempts: 8, payload: z.object({}) }),
} as const satisfies Record<string, JobContract>;
