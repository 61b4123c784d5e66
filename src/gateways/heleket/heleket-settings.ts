import { z } from 'zod';
import { secret } from '#platform/setting-kinds.js';
import { credentialNames, credentialUuid, credentialWords as told } from '../credential-words.js';
import { methodConfig, orderedLimits, storedConfig } from '../method-feature.js';

/** What a merchant enters. */
export const heleketSettings = {
  heleket_api_key: secret(told('Heleket', credentialNames.apiKey)),
  heleket_merchant_id: credentialUuid(told('Heleket', credentialNames.merchantId)),
};

/** The configuration of the feature: limits and such, and what the payer bears on top of the price, in percent. */
export const heleketConfig = orderedLimits(
  methodConfig(100_000, 100_000_000).extend({ markup_percent: z.number().int().min(0).max(99).default(0) }),
);

const readConfig = storedConfig(heleketConfig);

/** What a bot must have to be paid by Heleket. */
export const heleketCredentials = z
  .object({
    heleket_api_key: z.string(),
    heleket_merchant_id: z.uuid().toLowerCase(),
    config: z.unknown().optional(),
  })
  .transform(({ config, ...row }) => ({
    apiKey: row.heleket_api_key,
    merchantId: row.heleket_merchant_id,
    markupPercent: readConfig(config).markup_percent,
  }));
export type HeleketCredentials = z.output<typeof heleketCredentials>;
