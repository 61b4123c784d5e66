import { z } from 'zod';
import { envPart } from './env-part.js';

/** Which addresses a tenant may give for us to call. */
export const addressesEnv = envPart({
  variables: { ALLOW_PRIVATE_ADDRESSES: z.enum(['true', 'false'], 'must be true or false').default('false') },
  read: (values) => ({ arePrivateAddressesAllowed: values.ALLOW_PRIVATE_ADDRESSES === 'true' }),
});
