import { bestDiscount } from '../../discounts/read-discounts.js';
import type { Held } from '../held.js';
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
export const listPriceLines = (offer: Offer, facts: Facts): QuoteItem[] => linesOf(offer, facts, 0);

/**
 * The same with the best discount that the buyer was given, which comes off what the period's leaves: for what begins or is
 * renewed. A change of plan is weighed against what is left of the one before, at the plan's own price.
 */
export const buyerPriceLines = (offer: Offer, facts: Facts): QuoteItem[] =>
  linesOf(offer, facts, bestDiscount(facts.buyer.discounts ?? [], facts.pricedAt)?.percent ?? 0);

function linesOf(
  { periodDays: days, priceToman: price }: Offer,
  { terms: { values } }: Facts,
  ownPercent: number,
): QuoteItem[] {
  const line: QuoteItem = { kind: 'plan', amountToman: price, days };
  const percent = values.period_discounts[String(days)] ?? 0;
  const off = shareOf(price, { part: percent, whole: 100, round: 'down' });
  const ownOff = shareOf(price - off, { part: ownPercent, whole: 100, round: 'down' });
  if (off + ownOff === 0) return [line];
  const step = values.price_step_toman;
  const rest = price - off - ownOff;
  const rounding = Math.min(price, Math.ceil(rest / step) * step) - rest;
  return [
    line,
    ...(off ? [{ kind: 'discount', amountToman: -off, percent } as const] : []),
    ...(ownOff ? [{ kind: 'offer', amountToman: -ownOff, percent: ownPercent } as const] : []),
    ...(rounding ? [{ kind: 'rounding', amountToman: rounding } as const] : []),
  ];
}
