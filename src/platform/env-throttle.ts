import { z } from 'zod';
import { envPart } from './env-part.js';

/** Whether people who send too fast are warned instead of served (the setting `throttle_ms` of their bot). */
export const throttleEnv = envPart({
  variables: { THROTTLE: z.enum(['true', 'false'], 'must be true or false').default('true') },
  read: (values) => ({ isThrottled: values.THROTTLE === 'true' }),
});
