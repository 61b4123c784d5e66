import { z } from 'zod';
import { secret } from '#platform/setting-kinds.js';
import { credentialId, credentialNames, credentialWords } from '../credential-words.js';
import { choicesOf, methodConfig, methodFeature, orderedLimits, sameEverywhere } from '../method-feature.js';

export const yookassaBrand = sameEverywhere('YooKassa');

/** What a shop's owner enters of it. */
export const yookassaSettings = {
  yookassa_secret_key: secret(credentialWords('YooKassa', credentialNames.secretKey)),
  yookassa_shop_id: credentialId(credentialWords('YooKassa', credentialNames.shopId)),
};

/** How YooKassa calls the ways within it. */
export const yookassaTypes = {
  card: 'bank_card',
  sberpay: 'sberbank',
  sbp: 'sbp',
  tpay: 'tinkoff_bank',
  yoo_money: 'yoo_money',
} as const;

const config = {
  methods: choicesOf(['card', 'sberpay', 'sbp', 'tpay', 'yoo_money'], ['card', 'sbp']),
  /** Does YooKassa make the receipts of the law on cash registers (54-FZ)? Then each payment needs the payer's e-mail. */
  receipt: z.boolean().default(false),
  /** 1 no VAT, 2 0 %, 3 10 %, 4 20 %, 5 10/110, 6 20/120, 7 5 %, 8 7 %, 9 5/105, 10 7/107, 11 22 %, 12 22/122. */
  vat_code: z.number().int().min(1).max(12).default(1),
  payment_mode: z
    .enum([
      'advance',
      'credit',
      'credit_payment',
      'full_payment',
      'full_prepayment',
      'partial_payment',
      'partial_prepayment',
    ])
    .default('full_payment'),
  payment_subject: z
    .enum(['another', 'commodity', 'intellectual_activity', 'payment', 'service'])
    .default('service'),
  /** Number of the seller's tax system; null: the cash register knows it. */
  tax_system_code: z.number().int().min(1).max(6).nullable().default(null),
  /** May payers be charged again by what they paid with? YooKassa must have allowed it to the shop. */
  repeats: z.boolean().default(false),
};

const most = 10_000_000;
/** The feature: from 50,000 toman; receipts and charges are off until a seller says what theirs are. */
export const yookassaFeature = {
  ...methodFeature(yookassaBrand, {
    min: 50_000,
    max: most,
    needs: ['rate_toman_per_rub', 'yookassa_secret_key', 'yookassa_shop_id'],
  }),
  config: orderedLimits(methodConfig(50_000, most).extend(config)),
};

const ownConfig = z.object(config);
const standardConfig = ownConfig.parse({});
export type YookassaConfig = z.output<typeof ownConfig>;

/** What a configuration of the feature says that is YooKassa's alone; the standard where it is none. */
export const yookassaConfig = ownConfig.catch(standardConfig);

/** What a bot must have to be paid by YooKassa. */
export const yookassaCredentials = z
  .object({ yookassa_shop_id: z.string(), yookassa_secret_key: z.string(), config: yookassaConfig })
  .transform((row) => ({
    shopId: row.yookassa_shop_id,
    secretKey: row.yookassa_secret_key,
    config: row.config,
  }));
export type YookassaCredentials = z.output<typeof yookassaCredentials>;

/** A test shop has a key of its own kind, and its money is none. */
export const isTestShop = ({ secretKey }: Pick<YookassaCredentials, 'secretKey'>): boolean =>
  secretKey.startsWith('test_');
