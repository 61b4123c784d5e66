import { z } from 'zod';
import { own, secret, setting } from '#platform/setting-kinds.js';
import { credentialNames, credentialWords as told } from '../credential-words.js';
import { methodConfig, orderedLimits } from '../method-feature.js';

/** What a merchant enters. */
export const heleketSettings = {
  heleket_api_key: secret(told('Heleket', credentialNames.apiKey)),
  heleket_merchant_id: own(
    setting(
      'text',
      { schema: z.uuid().nullable(), default: null },
      told('Heleket', credentialNames.merchantId),
    ),
  ),
};

/** The configuration of the feature: limits and such, and what the payer bears on top of the price, in percent. */
export const heleketConfig = orderedLimits(
  methodConfig(100_000, 100_000_000).extend({ markup_percent: z.number().int().min(0).max(99).default(0) }),
);

/** The markup as it is stored, or none where the configuration is missing or wrong. */
const markupOf = (stored: unknown): number => heleketConfig.safeParse(stored ?? {}).data?.markup_percent ?? 0;

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
    markupPercent: markupOf(config),
  }));
export type HeleketCredentials = z.output<typeof heleketCredentials>;
