import os from 'node:os';
import { z } from 'zod';
import { list, wholeBetween } from '#platform/env-kinds.js';
import { envPart } from '#platform/env-part.js';

const roles = ['ingress', 'poller', 'worker'] as const;
export type Role = (typeof roles)[number];

interface ProcessEnv {
  readonly roles: readonly Role[];
  readonly logLevel: string;
  readonly workerConcurrency: number;
  /** Do chats of flooded bots go on one after the other while the machine is busy? */
  readonly pacesFloods: boolean;
}

/**
 * Processors of a machine that are so few that the processes of a fleet and its servers, all on it, wait for each other. All of the
 * machine count, not those that this process may use: the pace looks at how busy all of them are.
 */
const fewProcessors = 2;

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
    WORKER_FLOOD_PACE: z.enum(['auto', 'on', 'off'], 'must be auto, on or off').default('auto'),
  },
  read: (values): ProcessEnv => ({
    roles: values.ROLES,
    logLevel: values.LOG_LEVEL,
    workerConcurrency: values.WORKER_CONCURRENCY,
    pacesFloods:
      values.WORKER_FLOOD_PACE === 'auto'
        ? os.cpus().length <= fewProcessors
        : values.WORKER_FLOOD_PACE === 'on',
  }),
});
