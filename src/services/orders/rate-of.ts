import type { Quote, QuoteItem } from './types.js';

/** Items that are no part of what a period costs: what was left, given back, or is paid for other time. */
const aside: readonly QuoteItem['kind'][] = ['credit', 'given_back', 'rest'];

/** What a quote asks for a day of what it sells, in toman; by it prices of different periods are compared. */
export function rateOf({ items, periodDays }: Pick<Quote, 'items' | 'periodDays'>): number {
  const price = items.reduce(
    (sum, { kind, amountToman }) => sum + (aside.includes(kind) ? 0 : amountToman),
    0,
  );
  return price / Math.max(1, periodDays);
}
