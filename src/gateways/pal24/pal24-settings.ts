import { z } from 'zod';
import { secret } from '#platform/setting-kinds.js';
import { credentialId, credentialNames, credentialWords as told } from '../credential-words.js';
import { choicesOf, methodConfig, orderedLimits, storedConfig } from '../method-feature.js';

/** What a shop's owner enters of it. */
export const pal24Settings = {
  pal24_api_token: secret(told('PayPalych', credentialNames.apiToken)),
  pal24_shop_id: credentialId(told('PayPalych', credentialNames.shopId)),
  pal24_signature_token: secret({
    fa: [
      'PayPalych: توکن امضا',
      'توکنی که PayPalych خبرهای پرداخت را با آن امضا می‌کند؛ اگر داده نشود، همان توکن API است.',
    ],
    en: [
      'PayPalych: signature token',
      'The token by which PayPalych signs what it tells of payments; not set: the API token.',
    ],
    ru: [
      'PayPalych: токен подписи',
      'Токен, которым PayPalych подписывает уведомления; если не задан, это токен API.',
    ],
  }),
};

/** How PayPalych calls the ways within it. */
export const pal24Methods = { card: 'BANK_CARD', sbp: 'SBP' } as const;

/** The configuration of the feature: limits and such, the ways to pay, and who bears the fee. */
export const pal24Config = orderedLimits(
  methodConfig(100_000, 1_000_000_000).extend({
    methods: choicesOf(['card', 'sbp'], ['card', 'sbp']),
    payer_pays_fee: z.boolean().default(false),
  }),
);

const readConfig = storedConfig(pal24Config);

/** What a bot must have to be paid by PayPalych. */
export const pal24Credentials = z
  .object({
    pal24_api_token: z.string(),
    pal24_shop_id: z.string(),
    pal24_signature_token: z.string().nullish(),
    config: z.unknown().optional(),
  })
  .transform(({ config, ...row }) => ({
    token: row.pal24_api_token,
    shopId: row.pal24_shop_id,
    signatureToken: row.pal24_signature_token ?? row.pal24_api_token,
    config: readConfig(config),
  }));
export type Pal24Credentials = z.output<typeof pal24Credentials>;
