import { credentialNames, credentialWords as told } from '#gateways/credential-words.js';
import { line, own, secret } from '#platform/setting-kinds.js';

const word = {
  pattern: /^\w[\w-]{0,99}$/,
  shape: 'must be letters, digits, _ and -, not - at first',
  max: 100,
};

const { apiKey, apiToken, secretKey, shopId } = credentialNames;

/** Credentials of payment gateways that are not built yet; those of a built one are beside it (`src/gateways`). */
export const comingGatewaySettings = {
  mulenpay_api_key: secret(told('MulenPay', apiKey)),
  mulenpay_secret_key: secret(told('MulenPay', secretKey)),
  mulenpay_shop_id: own(line(word, told('MulenPay', shopId))),
  pal24_api_token: secret(told('PayPalych', apiToken)),
  pal24_shop_id: own(line(word, told('PayPalych', shopId))),
};
