import { z } from 'zod';
import { line, own, secret } from '#platform/setting-kinds.js';
import { credentialNames, credentialWords as told } from '../credential-words.js';
import { methodConfig, orderedLimits, storedConfig } from '../method-feature.js';

const number = { pattern: /^\d{1,15}$/, shape: 'must be a number', max: 15 };

/** What a shop's owner enters of it. */
export const mulenpaySettings = {
  mulenpay_api_key: secret(told('MulenPay', credentialNames.apiKey)),
  mulenpay_secret_key: secret(told('MulenPay', credentialNames.secretKey)),
  mulenpay_shop_id: own(line(number, told('MulenPay', credentialNames.shopId))),
};

/** The configuration of the feature: limits and such, and the VAT code of receipts; 0: no VAT. */
export const mulenpayConfig = orderedLimits(
  methodConfig(100_000, 100_000_000).extend({ vat_code: z.number().int().min(0).max(12).default(0) }),
);

const readConfig = storedConfig(mulenpayConfig);

/** What a bot must have to be paid by MulenPay. */
export const mulenpayCredentials = z
  .object({
    mulenpay_api_key: z.string(),
    mulenpay_secret_key: z.string(),
    mulenpay_shop_id: z.string().regex(number.pattern),
    config: z.unknown().optional(),
  })
  .transform(({ config, ...row }) => ({
    apiKey: row.mulenpay_api_key,
    secretKey: row.mulenpay_secret_key,
    shopId: row.mulenpay_shop_id,
    config: readConfig(config),
  }));
export type MulenpayCredentials = z.output<typeof mulenpayCredentials>;
