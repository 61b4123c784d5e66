import { z } from 'zod';
import { botJob, type JobContract } from '../job-contract.js';
import { rowNumber } from './ids.js';

/**
 * Notices as version 1 of the code enqueued them, which a deploy may leave in Redis and the outbox. Nothing enqueues them
 * any more: remove them, and workers/handlers/earlier-notices.ts, with the next version.
 */
const earlierNotices = {
  'notice.admins': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      event: z.enum(['sold', 'refunded', 'squads_removed']),
      order_id: rowNumber.optional(),
      squads: z.array(z.object({ uuid: z.uuid(), name: z.string() })).optional(),
    }),
  }),
  'notice.buyer': botJob({
    queue: 'bots',
    attempts: 8,
    payload: z.object({
      event: z.enum(['changed', 'completed', 'expired', 'funded', 'refunded', 'refused']),
      order_id: rowNumber,
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

/** What people, admins and owners are told by itself. */
export const noticeJobs = {
  ...earlierNotices,
  'notice.send': botJob({
    queue: 'bots',
    attempts: 8,
    orderedBy: 'line',
    payload: z.object({
      /** A kind of services/notices/catalog.ts, which checks what it is about. */
      kind: z.string(),
      about: z.record(z.string(), z.unknown()),
      /** Its audience, which hears one notice after the other. */
      line: z.string(),
      /** ISO time at which it was decided. */
      decided_at: z.iso.datetime(),
    }),
  }),
} as const satisfies Record<string, JobContract>;
