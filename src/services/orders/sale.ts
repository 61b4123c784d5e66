import type { TrafficPeriod } from '#models/subscription.js';
import type { Buyer, Held, Plan } from './facts.js';
import type { Terms } from './terms.js';
import type { Effect, Quote, QuoteItem, Refusal } from './types.js';

/** All that a price depends on. */
export interface Facts {
  readonly buyer: Buyer;
  /** What the buyer has, oldest first. */
  readonly held: readonly Held[];
  /** The plan that the wish names, or, for a reset, that of the subscription; undefined: none, or not on sale. */
  readonly plan: Plan | undefined;
  readonly terms: Terms;
  /** For when the price is made: that of an order stays the same as long as nothing but the time changes. */
  readonly pricedAt: Date;
  /** When it is asked, from which time is counted. */
  readonly now: Date;
}

/** What a subscription is after a sale. */
export interface After {
  readonly planId: string | null;
  readonly isTrial: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  readonly trafficReset: TrafficPeriod;
  readonly squads: readonly string[];
  readonly valueToman: number;
  readonly valueFrom: Date;
}

/** A wish with its price and its effect. */
export interface Sale {
  readonly quote: Quote;
  /** The subscription that it is about; undefined: it is made. */
  readonly target: Held | undefined;
  readonly after: After;
  /** Traffic that the tenant is charged for, in gigabytes; null: unlimited. */
  readonly soldGb: number | null;
  /** Does the used traffic begin at zero? */
  readonly resetsTraffic: boolean;
}

/** A sale, or why there is none. */
export type Priced = Sale | Refusal;

export const isRefusal = (priced: Priced): priced is Refusal => typeof priced === 'string';

/** Does it run, so that it can be extended, changed and added to? */
export const isRunning = ({ endsAt }: Held, now: Date): boolean => endsAt.getTime() > now.getTime();

/** Sums of a quote, and what else it says. */
export function quoteOf(
  items: readonly QuoteItem[],
  {
    effect,
    planName,
    periodDays,
    after,
  }: Pick<Quote, 'planName' | 'periodDays'> & {
    readonly effect: Effect;
    readonly after: Omit<After, 'valueToman' | 'valueFrom' | 'trafficReset'>;
  },
): Quote {
  return {
    items,
    totalToman: items.reduce((sum, { amountToman }) => sum + amountToman, 0),
    effect,
    planName,
    periodDays,
    endsAt: after.endsAt.toISOString(),
    trafficLimitGb: after.trafficLimitGb,
    deviceLimit: after.deviceLimit,
  };
}

const lengths = { day: 1, week: 7, month: 30, month_rolling: 30 } as const;

/**
 * Gigabytes that so many days of a limit are: the limit counts anew each period of the bot. Null for unlimited (0).
 */
export function soldIn(limitGb: number, days: number, { values }: Terms): number | null {
  if (limitGb === 0) return null;
  const { traffic_reset_period: period } = values;
  return period === 'none' ? limitGb : limitGb * Math.max(1, Math.round(days / lengths[period]));
}
