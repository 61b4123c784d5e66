import { z } from 'zod';
import { credentialNames, credentialWords as told } from '#gateways/credential-words.js';
import { line, own, secret, setting } from '#platform/setting-kinds.js';

const word = {
  pattern: /^\w[\w-]{0,99}$/,
  shape: 'must be letters, digits, _ and -, not - at first',
  max: 100,
};

const uuid = (words: Parameters<typeof setting>[2]) =>
  setting('text', { schema: z.uuid().nullable(), default: null }, words);

const { apiKey, apiToken, merchantId, secretKey, shopId } = credentialNames;

/** Credentials of payment gateways that are not built yet; those of a built one are beside it (`src/gateways`). */
export const comingGatewaySettings = {
  heleket_api_key: secret(told('Heleket', apiKey)),
  heleket_merchant_id: own(uuid(told('Heleket', merchantId))),
  mulenpay_api_key: secret(told('MulenPay', apiKey)),
  mulenpay_secret_key: secret(told('MulenPay', secretKey)),
  mulenpay_shop_id: own(line(word, told('MulenPay', shopId))),
  pal24_api_token: secret(told('PayPalych', apiToken)),
  pal24_shop_id: own(line(word, told('PayPalych', shopId))),
};
