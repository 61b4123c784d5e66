import type { Currency } from '#platform/money.js';
import type { SettingValues } from '../settings/catalog.js';

/** Toman a unit of a currency, as a decimal text; undefined: the bot has none, so nothing can be asked for in it. */
export function rateIn(currency: Currency, values: SettingValues): string | undefined {
  switch (currency) {
    case 'IRT':
      return '1';
    case 'IRR':
      return '0.1';
    case 'RUB':
      return textOf(values.rate_toman_per_rub);
    case 'USD':
      return textOf(values.rate_toman_per_usd);
    case 'XTR':
      return textOf(values.rate_toman_per_star);
  }
}

const textOf = (rate: number | null): string | undefined => (rate === null ? undefined : String(rate));
