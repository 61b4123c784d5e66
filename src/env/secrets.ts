import { z } from 'zod';
import { envPart } from '#platform/env-part.js';

/** What bots' tokens are sealed under, and who is the master of the admin API. */
export const secretsEnv = envPart({
  variables: {
    APP_SECRET: z
      .string(
        'is not set; make one with `openssl rand -base64 32` and keep it: bot tokens are sealed under it',
      )
      .min(32, 'must have at least 32 characters; make one with `openssl rand -base64 32`'),
    MASTER_API_TOKEN: z.string().min(20, 'must have at least 20 characters').optional(),
  },
  read: (values) => ({ appSecret: values.APP_SECRET, masterApiToken: values.MASTER_API_TOKEN }),
});
