import type { TrafficPeriod } from '#models/subscription.js';
import { gigabyte } from '#platform/units.js';
import type { Buyer, Plan } from '../facts.js';
import type { Held } from '../held.js';
import type { StoredGift } from '../gift-rows.js';
import type { Terms } from '../terms.js';
import type { Quote, QuoteItem, OrderRefusal } from '../types.js';
import { limitsOf, type Base, type NewAddOn } from './limits.js';
import type { Entitled } from './sold.js';

/** All that a price depends on. */
export interface Facts {
  readonly buyer: Buyer;
  /** What the buyer has, oldest first. */
  readonly held: readonly Held[];
  /** The plan that the wish names, or, for a reset, that of the subscription; undefined: none, or not on sale. */
  readonly plan: Plan | undefined;
  /** The gift that the wish takes; absent: none. */
  readonly gift?: StoredGift | undefined;
  readonly terms: Terms;
  /** For when the price is made: that of an order stays the same as long as nothing but the time changes. */
  readonly pricedAt: Date;
  /** When it is asked, from which time is counted. */
  readonly now: Date;
}

/** What a subscription is after a sale; its limits follow from base and add-ons. */
export interface After {
  readonly planId: string | null;
  readonly isTrial: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly base: Base;
  readonly addOns: readonly NewAddOn[];
  readonly trafficReset: TrafficPeriod;
  readonly squads: readonly string[];
  readonly valueToman: number;
  readonly valueFrom: Date;
  readonly valueUntil: Date;
}

/** A subscription as it is. */
export const keptOf = (held: Held): After => ({
  planId: held.planId,
  isTrial: held.isTrial,
  startsAt: held.startsAt,
  endsAt: held.endsAt,
  base: held.base,
  addOns: held.addOns,
  trafficReset: held.trafficReset,
  squads: held.squads,
  valueToman: held.valueToman,
  valueFrom: held.valueFrom,
  valueUntil: held.valueUntil,
});

/** What a subscription may use after a sale. */
export const entitledOf = ({ base, addOns, trafficReset, endsAt }: After): Entitled => ({
  ...limitsOf(base, addOns),
  trafficReset,
  endsAt,
});

/** A wish with its price and its effect. */
export interface Sale {
  readonly quote: Quote;
  /** The subscription that it is about; undefined: it is made. */
  readonly target: Held | undefined;
  readonly after: After;
  /** Does the used traffic begin at zero? */
  readonly resetsTraffic: boolean;
  /** The discount of the buyer that it uses up; absent: none. */
  readonly discountId?: string | undefined;
}

/** A sale, or why there is none. */
export type Priced = Sale | OrderRefusal;

export const isOrderRefusal = (priced: Priced): priced is OrderRefusal => typeof priced === 'string';

/** Does it run, so that it can be extended, changed and added to? */
export const isRunning = ({ endsAt }: Held, now: Date): boolean => endsAt.getTime() > now.getTime();

export const sumOf = (items: readonly QuoteItem[]): number =>
  items.reduce((sum, { amountToman }) => sum + amountToman, 0);

/** Is its traffic used up, as far as we know, also with that limit in gigabytes (0: unlimited)? */
export function isTrafficUsedUp(target: Held, trafficLimitGb: number): boolean {
  if (trafficLimitGb === 0) return false;
  const isRaised = target.trafficLimitGb > 0 && trafficLimitGb > target.trafficLimitGb;
  return target.usedBytes >= trafficLimitGb * gigabyte || (target.isLimited && !isRaised);
}

/** Used traffic, in whole gigabytes, rounded up. */
export const usedGbOf = ({ usedBytes }: Held): number => Math.ceil(usedBytes / gigabyte);

type Effects = Pick<
  Quote,
  'addOns' | 'effect' | 'ending' | 'lostDays' | 'periodDays' | 'planName' | 'traffic'
>;

/** A quote: sums of its lines, what was and what will be. */
export function quoteOf(
  items: readonly QuoteItem[],
  {
    target,
    after,
    ...effects
  }: Effects & Pick<Sale, 'target'> & { readonly after: Pick<After, 'addOns' | 'base' | 'endsAt'> },
): Quote {
  const before = target && {
    endsAt: target.endsAt.toISOString(),
    trafficLimitGb: target.trafficLimitGb,
    deviceLimit: target.deviceLimit,
  };
  return {
    items,
    totalToman: sumOf(items),
    ...effects,
    endsAt: after.endsAt.toISOString(),
    ...limitsOf(after.base, after.addOns),
    before: before ?? null,
  };
}
