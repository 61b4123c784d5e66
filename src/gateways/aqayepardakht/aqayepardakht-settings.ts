import { createHash } from 'node:crypto';
import { z } from 'zod';
import { secret } from '#platform/setting-kinds.js';
import { credentialWords } from '../credential-words.js';

/** What the owner of a gateway there enters of it. */
export const aqayepardakhtSettings = {
  aqayepardakht_pin: secret({
    ...credentialWords('Aqayepardakht', { fa: 'پین درگاه', en: 'pin of the gateway', ru: 'pin шлюза' }),
    fa: ['آقای پرداخت: پین درگاه', 'پین درگاه از پنل آقای پرداخت؛ برای پرداخت با این درگاه لازم است.'],
  }),
};

/** The pin by which anybody asks its sandbox, where no money moves; also the account of what is paid there. */
export const sandboxPin = 'sandbox';

/** What a bot must have to be paid through Aqayepardakht. */
export const aqayepardakhtCredentials = z
  .object({ aqayepardakht_pin: z.string().trim().min(1) })
  .transform((row) => ({ pin: row.aqayepardakht_pin }));
export type AqayepardakhtCredentials = z.output<typeof aqayepardakhtCredentials>;

/** The gateway there, by a digest of its pin: it has no other name. */
export const aqayepardakhtAccount = ({ pin }: AqayepardakhtCredentials): string =>
  pin === sandboxPin ? sandboxPin : `pin:${createHash('sha256').update(pin).digest('hex').slice(0, 16)}`;
