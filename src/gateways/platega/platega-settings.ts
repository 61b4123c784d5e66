import { z } from 'zod';
import { secret } from '#platform/setting-kinds.js';
import { credentialNames, credentialUuid, credentialWords as told } from '../credential-words.js';
import { choicesOf, methodConfig, orderedLimits, storedConfig } from '../method-feature.js';

/** What a merchant enters. */
export const plategaSettings = {
  platega_api_key: secret(told('Platega', credentialNames.apiKey)),
  platega_merchant_id: credentialUuid(told('Platega', credentialNames.merchantId)),
};

/** Numbers of the methods. 10, once for Mir cards, is dead: cards of Russia, Mir among them, are 11. */
const numbers = {
  card: 11,
  card_mir: 11,
  crypto: 13,
  erip: 3,
  international: 12,
  sberpay: 14,
  sbp: 2,
} as const;
const methods = ['card', 'card_mir', 'crypto', 'erip', 'international', 'sberpay', 'sbp'] as const;

/** The configuration of the feature: limits and such, the methods, and whether a mandate is offered. */
export const plategaConfig = orderedLimits(
  methodConfig(100_000, 1_000_000_000).extend({
    methods: choicesOf(methods, ['sbp', 'card']),
    repeats: z.boolean().default(false),
  }),
);
export type PlategaConfig = z.output<typeof plategaConfig>;

/** The configuration as it is stored, or the default where that is missing or wrong. */
export const readConfig = storedConfig(plategaConfig);

/** The one method that is on; undefined: the payer chooses. */
export function onlyMethodOf({ methods: chosen }: PlategaConfig): number | undefined {
  const [first, ...others] = new Set(chosen.map((one) => numbers[one]));
  return others.length === 0 ? first : undefined;
}

/** What a bot must have to be paid by Platega. */
export const plategaCredentials = z
  .object({
    platega_api_key: z.string(),
    platega_merchant_id: z.uuid().toLowerCase(),
    config: z.unknown().optional(),
  })
  .transform(({ config, ...row }) => ({
    apiKey: row.platega_api_key,
    merchantId: row.platega_merchant_id,
    config: readConfig(config),
  }));
export type PlategaCredentials = z.output<typeof plategaCredentials>;
