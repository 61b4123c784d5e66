import { dayMs } from '#platform/units.js';
import type { Held } from '../held.js';
import type { QuoteItem } from '../types.js';
import { extrasOf } from './limits.js';
import { baseOf, type SoldPeriod, type RunningCase } from './offer.js';
import { isTrafficUsedUp, sumOf } from './sale.js';
import { shareOf } from './share.js';
import { listPriceLines } from './take-off.js';
import { worthOfAddOn, worthOfPlan, type Worth } from './worth.js';

type Change = Omit<RunningCase, 'without'>;

/**
 * Another offer from now on, for its period or up to the end of the time that was paid already, whichever is later. What
 * is left of what was paid counts for it, and where more is left than it costs, the rest becomes time. Time that nobody
 * paid for need not be bought and is lost; only an offer without a price takes it along.
 */
export function priceChange({ offer, facts, target }: Change): SoldPeriod {
  const { now, pricedAt } = facts;
  const isFresh = beginsAnew({ offer, facts, target });
  // Used traffic that no longer counts is not credited: neither where it begins at zero nor where it has no limit.
  const isGivenUp = isFresh || offer.trafficLimitGb === 0;
  const worth = worthAt(target, pricedAt, isGivenUp);
  const lines = listPriceLines(offer, facts);
  const price = sumOf(lines);
  const { beyond, credit, extraMs, paidEnd } = weigh(worth, { offer, price, pricedAt });
  const periodMs = offer.periodDays * dayMs;
  const endFrom = (from: Date): number =>
    Math.max(paidEnd, from.getTime() + periodMs, price === 0 ? target.endsAt.getTime() : 0) + extraMs;
  const items = [...lines, ...beyond, ...credit];
  const left = worthAt(target, now, isGivenUp);
  return {
    items,
    endsAt: new Date(endFrom(now)),
    base: baseOf(offer),
    addOns: [],
    traffic: isFresh ? 'resets' : 'keeps',
    valueToman: left.valueToman + sumOf(items),
    valueUntil: new Date(price > 0 ? endFrom(now) : now.getTime() + left.leftMs),
    says: {
      ending: extrasOf(target.addOns),
      lostDays: Math.max(0, Math.ceil((target.endsAt.getTime() - endFrom(pricedAt)) / dayMs)),
    },
  };
}

/** Does the used traffic begin at zero? So that it works at once, and wherever a limit is for life. */
export const beginsAnew = ({ offer, facts, target }: Change): boolean =>
  target.trafficReset === 'none' ||
  facts.terms.values.traffic_reset_period === 'none' ||
  isTrafficUsedUp(target, offer.trafficLimitGb);

/** What is left of the plan and of what is on top of it; the time is the plan's. */
export function worthAt(target: Held, at: Date, isUsedUp: boolean): Worth {
  const plan = worthOfPlan(target, at, { isUsedUp });
  const onTop = target.addOns.map((one) => worthOfAddOn(one, target, at));
  return { leftMs: plan.leftMs, valueToman: onTop.reduce((sum, value) => sum + value, plan.valueToman) };
}

/** The lines for time that is longer than the offer's, and for what is left; time that the offer's price leaves over. */
function weigh(
  { valueToman, leftMs }: Worth,
  { offer, price, pricedAt }: Pick<Change, 'offer'> & { readonly price: number; readonly pricedAt: Date },
) {
  const periodMs = offer.periodDays * dayMs;
  const beyondMs = Math.max(0, leftMs - periodMs);
  const beyondToman = shareOf(price, { part: beyondMs, whole: periodMs, round: 'up' });
  const creditToman = Math.min(valueToman, price + beyondToman);
  const rest: QuoteItem = { kind: 'rest', amountToman: beyondToman, days: Math.ceil(beyondMs / dayMs) };
  const credit: QuoteItem = { kind: 'credit', amountToman: -creditToman };
  const over = { part: periodMs, whole: Math.max(1, price), round: 'down' } as const;
  return {
    beyond: beyondMs > 0 ? [rest] : [],
    credit: creditToman > 0 ? [credit] : [],
    extraMs: price > 0 ? shareOf(valueToman - creditToman, over) : 0,
    paidEnd: pricedAt.getTime() + leftMs,
  };
}
