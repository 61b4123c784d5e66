import { z } from 'zod';
import { ingressEndpoint } from './endpoint.js';
import { time } from './schemas.js';

/** Number of a job, as `Location` of a 202 gives it. */
const jobId = z
  .string()
  .regex(/^\d{1,19}\.\d{1,16}$/)
  .meta({ description: 'Number of a job', examples: ['12.1770000000000001'] });

const job = z
  .object({
    id: jobId,
    endpoint: z.string().meta({ description: 'What was asked', examples: ['bots.update'] }),
    status: z
      .enum(['waiting', 'done'])
      .meta({ description: '`waiting`: not yet begun, at work, or to be tried again' }),
    accepted_at: time,
    finished_at: time.nullable(),
    result: z
      .object({
        status: z
          .int()
          .meta({ description: 'The HTTP status that the request would have been answered with' }),
        headers: z.record(z.string(), z.string()),
        body: z.unknown().meta({
          description: 'Its JSON body: what was asked for, or the problem; null when there is none',
        }),
      })
      .nullable(),
  })
  .meta({ id: 'Job', description: 'A request that was answered with 202' });

/** What became of requests that were answered with 202. */
export const jobEndpoints = {
  'jobs.get': ingressEndpoint({
    method: 'GET',
    path: '/jobs/{job_id}',
    access: 'tenant',
    params: z.object({ job_id: jobId }),
    output: job,
    summary: 'Read what became of a request',
    description:
      'For the token that made the request, and the master token. Results are kept for a day. It answers also while PostgreSQL is away.',
    errors: ['job.unknown'],
  }),
} as const;
