import { dayMs } from '#platform/units.js';
import type { Held } from '../held.js';
import type { Effect, PlanWish } from '../types.js';
import { chooseTarget } from './choose-target.js';
import { extrasOf } from './limits.js';
import { baseOf, type Case, type Offer, type SoldPeriod } from './offer.js';
import { pickSquads, withGroup } from './pick-squads.js';
import { priceChange } from './price-change.js';
import { priceRenewal } from './price-renewal.js';
import { isRunning, quoteOf, sumOf, type Facts, type Priced, type Sale } from './sale.js';
import { buyerPriceLines } from './take-off.js';

type Choice = Pick<PlanWish, 'subscriptionId' | 'without'>;
export type Timely = Exclude<Effect, 'add' | 'give'>;

/** The price of a period: a first purchase, one more, a renewal, or a change to this offer. */
export function pricePeriod(offer: Offer, { subscriptionId, without = [] }: Choice, facts: Facts): Priced {
  const chosen = chooseTarget(subscriptionId, facts);
  if (typeof chosen === 'string') return chosen;
  const { target } = chosen;
  const { values } = facts.terms;
  const squads = pickSquads(withGroup(offer.squads, facts.buyer.group), values.sellable_squads);
  const effect = effectOf(offer, target, facts);
  if (!squads || (effect === 'change' && !values.plan_change)) return 'order.not_offered';
  const period = periodOf(effect, { offer, facts, target, without });
  if (isTooLong(period, facts)) return 'order.too_long';
  return saleOf(period, { offer, facts, target, effect, squads });
}

const mostDays = 36_500;

/** Would it last longer than anything may? A credit can buy more time than an instant can say: then it is NaN. */
export const isTooLong = ({ endsAt }: Pick<SoldPeriod, 'endsAt'>, { now }: Facts): boolean =>
  !(endsAt.getTime() <= now.getTime() + mostDays * dayMs);

/** A sale of a period: its quote, and what the subscription is then. */
export function saleOf(
  { items, traffic, says, discountId, ...period }: SoldPeriod,
  sold: Case & {
    readonly target: Held | undefined;
    readonly effect: Timely;
    readonly squads: readonly string[];
  },
): Sale {
  const { offer, facts, target, effect, squads } = sold;
  const { now, terms } = facts;
  const { planId, name: planName, periodDays } = offer;
  const goesOn = target && (effect === 'extend' || effect === 'change');
  // A renewal goes on as it was sold; everything else is sold on the terms of today.
  const trafficReset =
    target && effect === 'extend' ? target.trafficReset : terms.values.traffic_reset_period;
  const after = {
    ...{ planId, isTrial: false, startsAt: goesOn ? target.startsAt : now, squads, trafficReset },
    ...period,
    valueFrom: now,
  };
  return {
    quote: quoteOf(items, { effect, planName, periodDays, traffic, ...says, target, after }),
    target,
    after,
    resetsTraffic: traffic === 'resets',
    discountId,
  };
}

function effectOf({ planId }: Offer, target: Held | undefined, { now }: Facts): Timely {
  if (!target) return 'start';
  if (target.isTrial || !isRunning(target, now)) return 'restart';
  return target.planId === planId ? 'extend' : 'change';
}

function periodOf(
  effect: Timely,
  {
    offer,
    facts,
    target,
    without,
  }: Case & { readonly target: Held | undefined; readonly without: readonly string[] },
): SoldPeriod {
  if (target && effect === 'extend') return priceRenewal({ offer, facts, target, without });
  if (target && effect === 'change') return priceChange({ offer, facts, target });
  return beginning({ offer, facts }, target);
}

/** A new subscription, or one that begins anew: after its end, and when a trial becomes a purchase. */
export function beginning({ offer, facts }: Case, target: Held | undefined): SoldPeriod {
  const { now, terms } = facts;
  const uses = target && !target.isTrial ? (['purchase', 'renewal'] as const) : (['purchase'] as const);
  const { items, discountId } = buyerPriceLines(offer, facts, uses);
  const isKept = target?.isTrial && terms.values.trial_rest_kept;
  const kept = isKept ? Math.max(0, target.endsAt.getTime() - now.getTime()) : 0;
  const paidUntil = now.getTime() + offer.periodDays * dayMs;
  const price = sumOf(items);
  return {
    items,
    endsAt: new Date(Math.max(paidUntil + kept, target?.endsAt.getTime() ?? 0)),
    base: baseOf(offer),
    addOns: [],
    traffic: target ? 'resets' : 'starts',
    valueToman: price,
    valueUntil: new Date(price > 0 ? paidUntil : now),
    discountId,
    says: target ? { ending: extrasOf(target.addOns) } : {},
  };
}
