import { z } from 'zod';
import { botJob, fleetJob, type JobContract } from '../job-contract.js';

/** A request to the admin API; what it asks for is in the contract (src/api), which checks the rest. */
const adminRequest = z.object({
  /** Name of an endpoint. */
  endpoint: z.string(),
  /** Number of the job in the answers to the client. */
  job_id: z.string(),
  params: z.record(z.string(), z.string()),
  query: z.record(z.string(), z.unknown()),
  /** The JSON body, encrypted under APP_SECRET and bound to the job; absent: there was none. */
  sealed_body: z.string().optional(),
  caller: z.object({
    kind: z.enum(['master', 'token']),
    /** Number of the API token. */
    id: z.string().nullable(),
    name: z.string().nullable(),
  }),
  /** `X-Request-Id`. */
  request_id: z.string(),
  idempotency_key: z.string().optional(),
  if_match: z.string().optional(),
  /** The ingress process that waits for the answer. */
  reply_to: z.string(),
  /** Milliseconds since 1970. */
  accepted_at: z.number(),
  /** Milliseconds since 1970 until which it waits; 0: it does not. */
  waits_until: z.number(),
  /** The room that it takes while it waits (requests/room.ts); absent: an older version made it, and counted none. */
  room: z.object({ owner: z.string(), bytes: z.number() }).optional(),
});
/** A failed request without what the client sent. */
const withoutBody = ({ sealed_body: _, query: __, ...kept }: Readonly<Record<string, unknown>>) => ({
  ...kept,
  query: {},
});

/** Requests to the admin API on their way to a worker. */
export const adminJobs = {
  'admin.fleet-request': fleetJob({
    queue: 'requests',
    attempts: 1,
    payload: adminRequest,
    keptOf: withoutBody,
  }),
  'admin.request': botJob({
    queue: 'requests',
    attempts: 1,
    payload: adminRequest,
    keptOf: withoutBody,
  }),
} as const satisfies Record<string, JobContract>;

export type AdminRequestPayload = z.output<typeof adminRequest>;
