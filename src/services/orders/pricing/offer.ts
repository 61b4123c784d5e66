import type { Held } from '../held.js';
import type { Terms } from '../terms.js';
import type { Quote, QuoteItem } from '../types.js';
import type { Base, NewAddOn } from './limits.js';
import type { Facts } from './sale.js';
import { shareOf } from './share.js';

/** What is sold by the period: a plan, or the simple offer (`planId` null). */
export interface Offer {
  readonly planId: string | null;
  readonly name: string | null;
  readonly periodDays: number;
  readonly priceToman: number;
  /** Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  readonly squads: readonly string[];
}

/** An offer to somebody who has nothing that it could be about. */
export interface Case {
  readonly offer: Offer;
  readonly facts: Facts;
}
/** An offer for a subscription that runs. `without`: add-ons that are left out. */
export type RunningCase = Case & { readonly target: Held; readonly without: readonly string[] };

/** What a sale of time comes to: its lines, and what the subscription has then. */
export interface SoldPeriod {
  readonly items: readonly QuoteItem[];
  readonly endsAt: Date;
  readonly base: Base;
  readonly addOns: readonly NewAddOn[];
  readonly traffic: NonNullable<Quote['traffic']>;
  readonly valueToman: number;
  readonly valueUntil: Date;
  /** What the quote says of it besides. */
  readonly says: Pick<Quote, 'addOns' | 'ending' | 'lostDays'>;
}

export const baseOf = ({ trafficLimitGb, deviceLimit }: Offer): Base => ({
  trafficGb: trafficLimitGb,
  devices: deviceLimit,
});

/** The offer's price with the discount for its period, line by line. */
export function listPriceLines(
  { periodDays: days, priceToman: price }: Offer,
  { values }: Terms,
): QuoteItem[] {
  const line: QuoteItem = { kind: 'plan', amountToman: price, days };
  const percent = values.period_discounts[String(days)] ?? 0;
  const off = shareOf(price, { part: percent, whole: 100, round: 'down' });
  if (off === 0) return [line];
  const step = values.price_step_toman;
  const rounded = Math.min(price, Math.ceil((price - off) / step) * step);
  const rounding: QuoteItem = { kind: 'rounding', amountToman: rounded - (price - off) };
  return [
    line,
    { kind: 'discount', amountToman: -off, percent },
    ...(rounding.amountToman ? [rounding] : []),
  ];
}
