import { z } from 'zod';
import { EnvError, envPart } from '#platform/env-part.js';
import { readRedisUrl } from '#platform/redis-url.js';
import { checkServerAddress, withPassword } from '#platform/server-address.js';

const faultOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const databaseUrl = z
  .string(
    'is not set; give postgres://user:password@host:5432/name, or use `npm start`, which brings its own server',
  )
  .regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgres://', abort: true })
  .superRefine((url, context) => {
    const fault = faultOf(() => checkServerAddress(url));
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

/** PostgreSQL and Redis. */
export const serversEnv = envPart({
  variables: {
    DATABASE_URL: databaseUrl,
    DATABASE_URL_PASSWORD: z.string().optional(),
    REDIS_URL: z
      .string('is not set; give redis://host:6379, or use `npm start`, which brings its own server')
      .superRefine((url, context) => {
        const fault = faultOf(() => readRedisUrl(url));
        if (fault) context.addIssue({ code: 'custom', message: fault });
      }),
    REDIS_URL_PASSWORD: z.string().optional(),
  },
  read: (values) => ({
    databaseUrl: withPassword(values.DATABASE_URL, values.DATABASE_URL_PASSWORD),
    redisUrl: withPassword(values.REDIS_URL, values.REDIS_URL_PASSWORD),
  }),
});

/** `DATABASE_URL` alone, checked and with its password; undefined: it is not set. Throws EnvError. */
export function readDatabaseUrl(source: NodeJS.ProcessEnv): string | undefined {
  const { DATABASE_URL: url, DATABASE_URL_PASSWORD: password } = source;
  if (!url) return undefined;
  const result = databaseUrl.safeParse(url);
  if (!result.success) throw new EnvError(`DATABASE_URL ${result.error.issues[0]?.message ?? ''}`);
  return withPassword(result.data, password);
}
