import type { Currency } from '#platform/money.js';
import type { SettingValues } from '../settings/catalog.js';

/** Currencies whose rates change, as a source names them. */
export const sourceNames = { RUB: 'rub', USD: 'usd', XTR: 'star' } as const satisfies Partial<
  Record<Currency, string>
>;
export type RatedCurrency = keyof typeof sourceNames;
export const ratedCurrencies = Object.keys(sourceNames) as readonly RatedCurrency[];

/** Toman a unit of each currency, as decimal texts: what the bot's source told and is still fresh. */
export type ToldRates = Readonly<Partial<Record<RatedCurrency, string>>>;

/** Toman a unit, as the bot's settings have it, as a decimal text; undefined: they do not. */
export function fixedRate(currency: RatedCurrency, values: SettingValues): string | undefined {
  const { rate_toman_per_rub: RUB, rate_toman_per_star: XTR, rate_toman_per_usd: USD } = values;
  const rate = { RUB, USD, XTR }[currency];
  return rate === null ? undefined : String(rate);
}

/**
 * Toman a unit of a currency, as a decimal text: of the source while it is fresh, else the fixed one; undefined: the bot has
 * none, so nothing can be asked for in it.
 */
export function rateIn(currency: Currency, values: SettingValues, told: ToldRates): string | undefined {
  if (currency === 'IRT') return '1';
  if (currency === 'IRR') return '0.1';
  return told[currency] ?? fixedRate(currency, values);
}

/** What PostgreSQL holds of a bot's told rates, as one JSON object or null; `$2` its source, `$3` hours that a rate is fresh. */
export const freshRates = (source: string, hours: string): string => `(
  select jsonb_object_agg(currency, rate_toman::text) from bot_rates
  where bot_id = bots.id and source = ${source} and told_at > now() - make_interval(hours => ${hours}))`;
