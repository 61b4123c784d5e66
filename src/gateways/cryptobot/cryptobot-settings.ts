import { z } from 'zod';
import { onOff, own, secret, someOf } from '#platform/setting-kinds.js';
import { credentialNames, credentialWords } from '../credential-words.js';

const assets = ['BNB', 'BTC', 'ETH', 'LTC', 'TON', 'TRX', 'USDC', 'USDT'] as const;

/** What the owner of an app enters of it. */
export const cryptobotSettings = {
  cryptobot_api_token: secret(credentialWords('CryptoBot', credentialNames.apiToken)),
  cryptobot_assets: someOf(assets, [], {
    fa: ['CryptoBot: ارزها', 'صورت‌حساب با کدام ارزها پرداخت شود؛ اگر هیچ‌کدام انتخاب نشود، با همهٔ آن‌ها.'],
    en: ['CryptoBot: coins', 'The coins in which an invoice can be paid; none chosen: all of them.'],
    ru: ['CryptoBot: монеты', 'В каких монетах можно оплатить счёт; если ничего не выбрано, во всех.'],
  }),
  cryptobot_testnet: own(
    onOff(false, {
      fa: ['CryptoBot: شبکهٔ آزمایشی', 'توکن از @CryptoTestnetBot است و پول واقعی جابه‌جا نمی‌شود.'],
      en: ['CryptoBot: test network', 'The token is of @CryptoTestnetBot, and no real money moves.'],
      ru: ['CryptoBot: тестовая сеть', 'Токен взят у @CryptoTestnetBot, настоящие деньги не движутся.'],
    }),
  ),
};

/** What a bot must have to be paid by CryptoBot. */
export const cryptobotCredentials = z
  .object({
    cryptobot_api_token: z.string(),
    cryptobot_assets: z.array(z.enum(assets)),
    cryptobot_testnet: z.boolean(),
  })
  .transform((row) => ({
    token: row.cryptobot_api_token,
    assets: row.cryptobot_assets,
    isTestnet: row.cryptobot_testnet,
  }));
export type CryptobotCredentials = z.output<typeof cryptobotCredentials>;

/** The app, which keeps its number when its token is made anew. */
export const accountOf = ({ token, isTestnet }: CryptobotCredentials): string =>
  `${isTestnet ? 'test' : 'main'}:${token.split(':')[0] ?? ''}`;
