import { z } from 'zod';
import { address, line, own, secret, setting } from '#platform/setting-kinds.js';

const word = { pattern: /^[\w-]{1,100}$/, shape: 'must be letters, digits, _ and -', max: 100 };

const uuid = (words: Parameters<typeof setting>[2]) =>
  setting('text', { schema: z.uuid().nullable(), default: null }, words);

/** What a credential is, told for its gateway in each language. */
const told = (gateway: string, { fa, en, ru }: Record<'fa' | 'en' | 'ru', string>) =>
  ({
    fa: [`${gateway}: ${fa}`, `${fa} از پنل ${gateway}؛ برای پرداخت با این درگاه لازم است.`],
    en: [`${gateway}: ${en}`, `The ${en} from the merchant's page at ${gateway}; payments need it.`],
    ru: [`${gateway}: ${ru}`, `Из кабинета ${gateway}: ${ru}; нужен для оплаты.`],
  }) as const;

const apiKey = { fa: 'کلید API', en: 'API key', ru: 'ключ API' };
const merchantId = { fa: 'شناسهٔ پذیرنده', en: 'merchant id', ru: 'id мерчанта' };
const secretKey = { fa: 'کلید محرمانه', en: 'secret key', ru: 'секретный ключ' };
const shopId = { fa: 'شناسهٔ فروشگاه', en: 'shop id', ru: 'id магазина' };
const apiToken = { fa: 'توکن API', en: 'API token', ru: 'токен API' };

/** Credentials of payment gateways that are not built yet; those of a built one are beside it (`src/gateways`). */
export const comingGatewaySettings = {
  cryptobot_api_token: secret(told('CryptoBot', apiToken)),
  heleket_api_key: secret(told('Heleket', apiKey)),
  heleket_merchant_id: own(uuid(told('Heleket', merchantId))),
  mulenpay_api_key: secret(told('MulenPay', apiKey)),
  mulenpay_secret_key: secret(told('MulenPay', secretKey)),
  mulenpay_shop_id: own(line(word, told('MulenPay', shopId))),
  pal24_api_token: secret(told('PayPalych', apiToken)),
  pal24_shop_id: own(line(word, told('PayPalych', shopId))),
  platega_api_key: secret(told('Platega', apiKey)),
  platega_merchant_id: own(uuid(told('Platega', merchantId))),
  tribute_api_key: secret(told('Tribute', apiKey)),
  tribute_link: own(
    address(told('Tribute', { fa: 'لینک پرداخت', en: 'donation link', ru: 'ссылка на оплату' })),
  ),
  wata_access_token: secret(
    told('WATA', { fa: 'توکن دسترسی', en: 'access token of the terminal', ru: 'токен терминала' }),
  ),
  wata_terminal_id: own(
    line(
      word,
      told('WATA', { fa: 'شناسهٔ پایانه', en: 'public id of the terminal', ru: 'публичный id терминала' }),
    ),
  ),
  yookassa_secret_key: secret(told('YooKassa', secretKey)),
  yookassa_shop_id: own(line(word, told('YooKassa', shopId))),
};
