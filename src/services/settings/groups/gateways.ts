import { z } from 'zod';
import { credentialNames, credentialWords as told } from '#gateways/credential-words.js';
import { address, line, own, secret, setting } from '#platform/setting-kinds.js';

const word = { pattern: /^[\w-]{1,100}$/, shape: 'must be letters, digits, _ and -', max: 100 };

const uuid = (words: Parameters<typeof setting>[2]) =>
  setting('text', { schema: z.uuid().nullable(), default: null }, words);

const { apiKey, merchantId, secretKey, shopId } = credentialNames;

/** Credentials of payment gateways that are not built yet; those of a built one are beside it (`src/gateways`). */
export const comingGatewaySettings = {
  heleket_api_key: secret(told('Heleket', apiKey)),
  heleket_merchant_id: own(uuid(told('Heleket', merchantId))),
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
