import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import {
  featuresText,
  shapeFeatures,
  storedFrom,
  type Features,
  type FeaturesRow,
} from '../features/shape.js';
import type { SettingValues } from '../settings/catalog.js';
import { stopsSalesText } from '../money/wallet-standing.js';
import { valuesOf } from '../settings/values.js';

/** What the tenant pays the fleet at a sale. */
export interface Billing {
  readonly model: 'none' | 'traffic_consumption' | 'subscription_sale' | 'hybrid';
  /** Toman a gigabyte. */
  readonly rateToman: number;
  readonly walletToman: number;
  /** Balance under which the bot sells nothing, in toman; 0: none. */
  readonly leastWalletToman: number;
  /** Does the bot sell and give away nothing, its wallet being too low? */
  readonly areSalesStopped: boolean;
}

/** On which terms a bot sells, as they are in the open transaction. */
export interface Terms {
  readonly values: SettingValues;
  readonly features: Features;
  readonly billing: Billing;
}

/**
 * The terms on which is delivered what a person's money came for: also while sales are stopped, as far as the tenant's wallet pays
 * for it.
 */
export const termsOfPaid = ({ billing, ...terms }: Terms): Terms => ({
  ...terms,
  billing: { ...billing, areSalesStopped: false, leastWalletToman: 0 },
});

/** The row of `billingText`. */
export interface BillingRow {
  readonly billing_model: Billing['model'];
  readonly rate: string;
  readonly wallet: string;
  readonly least: string;
  readonly are_sales_stopped: boolean;
  readonly configuration: Readonly<Record<string, unknown>> | null;
}

const billingText = `
  select billing_model, traffic_rate_toman::text as rate, wallet_balance_toman::text as wallet,
    case when auto_suspend_on_low_balance then min_wallet_balance_toman else 0 end::text as least,
    ${stopsSalesText} as are_sales_stopped,
    (select jsonb_object_agg(config_key, config_value) from bot_configurations where bot_id = bots.id) as configuration
  from bots where id = $1`;

/** The terms of a bot straight from PostgreSQL: nothing is sold by what a cache remembers. */
export async function readTerms(tenant: Tenant, tx: Tx): Promise<Terms> {
  const { botId } = tenant;
  const [row] = await tx.sql<BillingRow>(billingText, [botId]);
  const [features] = await tx.sql<FeaturesRow>(featuresText, [botId]);
  if (!row || !features) throw new PermanentError('bot.unknown', { context: { bot_id: botId } });
  return termsFrom(botId, { ...row, ...features });
}

/** The terms that a row with the columns of both statements says. */
export const termsFrom = (botId: string, row: BillingRow & FeaturesRow): Terms => ({
  values: valuesOf(botId, row.configuration ?? {}),
  features: shapeFeatures(botId, storedFrom(row)),
  billing: {
    model: row.billing_model,
    rateToman: Number(row.rate),
    walletToman: Number(row.wallet),
    leastWalletToman: Number(row.least),
    areSalesStopped: row.are_sales_stopped,
  },
});

/** Does the fleet charge the tenant for what the bot sells? What its people consume is `billing/book-consumption`'s. */
export const paysForSales = ({ model, rateToman }: Billing): boolean =>
  (model === 'subscription_sale' || model === 'hybrid') && rateToman > 0;
