import { z } from 'zod';
import { sha256 } from '#platform/secrets.js';
import { secret } from '#platform/setting-kinds.js';
import { credentialNames, credentialWords as told } from '../credential-words.js';

/** What the owner of a store enters. */
export const nowpaymentsSettings = {
  nowpayments_api_key: secret(told('NOWPayments', credentialNames.apiKey)),
  nowpayments_ipn_secret: secret(
    told('NOWPayments', { fa: 'کلید محرمانهٔ IPN', en: 'IPN secret', ru: 'секрет IPN' }),
  ),
};

/** What a bot must have to be paid by NOWPayments. */
export const nowpaymentsCredentials = z
  .object({ nowpayments_api_key: z.string(), nowpayments_ipn_secret: z.string() })
  .transform((row) => ({ apiKey: row.nowpayments_api_key, ipnSecret: row.nowpayments_ipn_secret }));
export type NowpaymentsCredentials = z.output<typeof nowpaymentsCredentials>;

/** A store has no name but its key, which lists what was made by it; its fingerprint tells nobody the key. */
export const nowpaymentsAccountOf = ({ apiKey }: Pick<NowpaymentsCredentials, 'apiKey'>): string =>
  `key:${sha256(`nowpayments ${apiKey}`).slice(0, 16)}`;
