import type { AnyGateway } from '#gateways/gateway.js';
import type { SettingValues } from '../settings/catalog.js';
import { freshRates, rateIn, type ToldRates } from './rates.js';

/** What is stored of how a bot's gateways are set up. */
export interface Setup {
  readonly zarinpal_merchant_id: string | null;
  /** Keys that have a value. */
  readonly set_keys: readonly string[] | null;
  /** What the bot's source of rates told and is fresh. */
  readonly told: ToldRates | null;
}

/** SQL of a `Setup` of `bots`; `$2` the keys that are asked about, `$3` the bot's source of rates, `$4` hours that a rate is fresh. */
export const setupColumns = `zarinpal_merchant_id,
    (select array_agg(config_key) from bot_configurations
      where bot_id = bots.id and config_key = any($2::text[]) and config_value <> 'null'::jsonb) as set_keys,
    ${freshRates('$3', '$4')} as told`;

const isRate = (key: string): boolean => key.startsWith('rate_toman_per_');
/** Where the rate of a currency is set, among what its gateways need. */
const rateKeyOf = ({ feature, currency }: AnyGateway): string =>
  feature.needs.find(isRate) ?? `rate of ${currency}`;

/** What a gateway lacks before anybody can pay by it: settings, a column of the bot, or `PUBLIC_URL`. */
export function lacksOf(
  gateway: AnyGateway,
  { zarinpal_merchant_id, set_keys, told }: Setup,
  { values, publicUrl }: { readonly values: SettingValues; readonly publicUrl: string | undefined },
): string[] {
  const { feature, currency, needsPublicUrl } = gateway;
  const isMerchantMissing = feature.column === 'zarinpal_enabled' && zarinpal_merchant_id === null;
  return [
    ...(isMerchantMissing ? ['zarinpal_merchant_id'] : []),
    ...feature.needs.filter((key) => !isRate(key) && !set_keys?.includes(key)),
    ...(rateIn(currency, values, told ?? {}) === undefined ? [rateKeyOf(gateway)] : []),
    ...(needsPublicUrl && publicUrl === undefined ? ['PUBLIC_URL'] : []),
  ];
}
