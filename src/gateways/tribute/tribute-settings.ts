import { z } from 'zod';
import { address, own, secret } from '#platform/setting-kinds.js';
import { credentialNames, credentialWords } from '../credential-words.js';
import {
  methodConfig,
  orderedLimits,
  paidBy,
  sameEverywhere,
  type GatewayFeature,
} from '../method-feature.js';

export const tributeBrand = sameEverywhere('Tribute');

/** What a seller enters. */
export const tributeSettings = {
  tribute_api_key: secret(credentialWords('Tribute', credentialNames.apiKey)),
  tribute_link: own(
    address({
      fa: [
        'Tribute: لینک پرداخت',
        'فقط اگر حساب شما در Tribute فروشگاه ندارد: پرداخت‌کننده به این لینک دونیت می‌رود و مبلغی که می‌دهد به موجودی او اضافه می‌شود.',
      ],
      en: [
        'Tribute: donation link',
        'Only where your account has no shop at Tribute: payers are sent to this link, and what they donate is added to their balance.',
      ],
      ru: [
        'Tribute: ссылка на оплату',
        'Только если у вашего аккаунта нет магазина в Tribute: плательщик переходит по этой ссылке, а его донат зачисляется на баланс.',
      ],
    }),
  ),
};

const config = methodConfig(1_000, 100_000_000).extend({ recurring: z.boolean().default(false) });

/** Is charging again switched on in this configuration of the feature? The shop must be allowed it by Tribute. */
export const isTributeRecurring = (given: unknown): boolean =>
  z.object({ recurring: z.boolean() }).safeParse(given).data?.recurring ?? false;

export const tributeFeature = {
  ...paidBy(tributeBrand),
  config: orderedLimits(config),
  isOnByDefault: false,
  needs: ['rate_toman_per_rub', 'tribute_api_key'],
} as const satisfies GatewayFeature;

/** What a bot must have to be paid through Tribute; with a link there is no shop. */
export const tributeCredentials = z
  .object({
    tribute_api_key: z.string(),
    tribute_link: z.string().nullable().default(null),
    config: z.unknown().optional(),
  })
  .transform(({ config: given, ...row }) => ({
    apiKey: row.tribute_api_key,
    link: row.tribute_link,
    isRecurring: isTributeRecurring(given),
  }));
export type TributeCredentials = z.output<typeof tributeCredentials>;
