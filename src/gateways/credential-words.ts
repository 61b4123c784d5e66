import { z } from 'zod';
import { line, own, setting, type Words } from '#platform/setting-kinds.js';

type PerLanguage = Readonly<Record<'fa' | 'en' | 'ru', string>>;

/** What a credential of a gateway is called, for its title and description in each language. */
export const credentialWords = (gateway: string, { fa, en, ru }: PerLanguage): Words => ({
  fa: [`${gateway}: ${fa}`, `${fa} از پنل ${gateway}؛ برای پرداخت با این درگاه لازم است.`],
  en: [`${gateway}: ${en}`, `The ${en} from the merchant's page at ${gateway}; payments need it.`],
  ru: [`${gateway}: ${ru}`, `Из кабинета ${gateway}: ${ru}; нужен для оплаты.`],
});

/** What many gateways call their credentials. */
export const credentialNames = {
  apiKey: { fa: 'کلید API', en: 'API key', ru: 'ключ API' },
  apiToken: { fa: 'توکن API', en: 'API token', ru: 'токен API' },
  merchantId: { fa: 'شناسهٔ پذیرنده', en: 'merchant id', ru: 'id мерчанта' },
  secretKey: { fa: 'کلید محرمانه', en: 'secret key', ru: 'секретный ключ' },
  shopId: { fa: 'شناسهٔ فروشگاه', en: 'shop id', ru: 'id магазина' },
} as const satisfies Readonly<Record<string, PerLanguage>>;

/** The id of a shop or terminal, as its owner enters it. */
export const credentialId = (words: Words) =>
  own(
    line(
      { pattern: /^\w[\w-]{0,99}$/, shape: 'must be letters, digits, _ and -, not - at first', max: 100 },
      words,
    ),
  );

/** The same where the gateway gives a UUID. */
export const credentialUuid = (words: Words) =>
  own(setting('text', { schema: z.uuid().nullable(), default: null }, words));
