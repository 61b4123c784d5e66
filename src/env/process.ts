import { z } from 'zod';
import { list, wholeBetween } from '#platform/env-kinds.js';
import { envPart } from '#platform/env-part.js';

const roles = ['ingress', 'poller', 'worker'] as const;
export type Role = (typeof roles)[number];

interface ProcessEnv {
  readonly roles: readonly Role[];
  readonly logLevel: string;
  readonly workerConcurrency: number;
}

/** What the process does, and how much of it at once. */
export const processEnv = envPart({
  variables: {
    ROLES: z
      .string()
      .default(roles.join(','))
      .transform(list)
      .pipe(z.array(z.enum(roles, `may hold only ${roles.join(', ')}`)).min(1, 'names no role')),
    LOG_LEVEL: z
      .enum(
        ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
        'must be a level of pino, such as info',
      )
      .default('info'),
    /** Read by `npm start`, before this process begins. */
    DATA_DIR: z.string().default('.data'),
    WORKER_CONCURRENCY: wholeBetween(1, 1000).default(32),
  },
  read: (values): ProcessEnv => ({
    roles: values.ROLES,
    logLevel: values.LOG_LEVEL,
    workerConcurrency: values.WORKER_CONCURRENCY,
  }),
});
