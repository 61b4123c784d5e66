import { dayMs } from '#platform/units.js';
import type { StoredGift } from '../gift-rows.js';
import type { Held } from '../held.js';
import type { OrderRefusal, QuoteItem, Wish } from '../types.js';
import { chooseTarget } from './choose-target.js';
import { extrasOf } from './limits.js';
import { baseOf, type Case, type Offer, type RunningCase, type SoldPeriod } from './offer.js';
import { beginsAnew, worthAt } from './price-change.js';
import { beginning, isTooLong, saleOf, type Timely } from './price-period.js';
import { trafficOf } from './price-renewal.js';
import { isRunning, type Facts, type Priced } from './sale.js';
import { shareOf } from './share.js';
import { restOf } from './worth.js';

/**
 * What becomes of a gift that somebody takes: a subscription of the plan as it was sold, for nothing. The same plan goes on for so
 * many days, with what the person bought on top of it; another one takes its place at once, and what is left of what was paid
 * becomes time of the gift's plan; a trial, or one that is over, begins anew.
 */
export function priceTaking(wish: Extract<Wish, { readonly kind: 'taking' }>, facts: Facts): Priced {
  const { gift } = facts;
  const refusal = refusalOf(gift, facts.now);
  if (!gift || refusal) return refusal ?? 'order.gift_gone';
  const asSold = onTermsOf(gift, facts);
  const chosen = chooseTarget(wish.subscriptionId, asSold);
  if (typeof chosen === 'string') return chosen;
  const { target } = chosen;
  const offer = offerOf(gift);
  const effect = effectOf(gift, target, facts.now);
  const period = periodOf(effect, { offer, facts: asSold, target, priceToman: gift.priceToman });
  if (isTooLong(period, facts)) return 'order.too_long';
  const items: QuoteItem[] = [{ kind: 'plan', amountToman: 0, days: offer.periodDays }];
  const sale = { offer, facts: asSold, target, effect, squads: gift.sold.squads };
  return saleOf({ ...period, items, discountId: undefined }, sale);
}

function refusalOf(gift: StoredGift | undefined, now: Date): OrderRefusal | undefined {
  if (gift?.state !== 'open' || gift.validUntil.getTime() <= now.getTime()) return 'order.gift_gone';
  return gift.isForReader ? undefined : 'order.gift_of_other';
}

/** The period of traffic is that of the day of the sale. */
const onTermsOf = ({ sold }: StoredGift, { terms, ...facts }: Facts): Facts => ({
  ...facts,
  terms: { ...terms, values: { ...terms.values, traffic_reset_period: sold.trafficReset } },
});

const offerOf = ({ planId, sold }: StoredGift): Offer => ({
  planId,
  name: sold.name,
  periodDays: sold.periodDays,
  priceToman: sold.listPriceToman,
  trafficLimitGb: sold.trafficLimitGb,
  deviceLimit: sold.deviceLimit,
  squads: sold.squads,
});

function effectOf({ planId }: StoredGift, target: Held | undefined, now: Date): Timely {
  if (!target) return 'start';
  if (target.isTrial || !isRunning(target, now)) return 'restart';
  return planId !== null && target.planId === planId ? 'extend' : 'change';
}

type Taken = Case & { readonly target: Held | undefined; readonly priceToman: number };

function periodOf(effect: Timely, { target, priceToman, ...one }: Taken): SoldPeriod {
  if (target && effect === 'extend') return prolonged({ ...one, target, without: [] }, priceToman);
  if (target && effect === 'change') return replaced({ ...one, target, without: [] }, priceToman);
  const fresh = beginning(one, target);
  const paidUntil = one.facts.now.getTime() + one.offer.periodDays * dayMs;
  return {
    ...fresh,
    valueToman: priceToman,
    valueUntil: new Date(priceToman > 0 ? paidUntil : one.facts.now),
  };
}

/** More time of the same plan; what is on top of it stays. */
function prolonged(one: RunningCase, priceToman: number): SoldPeriod {
  const { offer, facts, target } = one;
  const { now } = facts;
  const { base, traffic } = trafficOf(one, target.addOns);
  const periodMs = offer.periodDays * dayMs;
  const rest = restOf(target, now);
  const paidUntil = rest > 0 ? Math.max(now.getTime(), target.valueUntil.getTime()) : now.getTime();
  return {
    items: [],
    endsAt: new Date(target.endsAt.getTime() + periodMs),
    ...{ base, traffic, addOns: target.addOns },
    valueToman: rest + priceToman,
    valueUntil: new Date(paidUntil + (priceToman > 0 ? periodMs : 0)),
    says: {},
  };
}

/** Another plan from now on; what is left of what was paid becomes time, at the price that the gift's plan had. */
function replaced(one: RunningCase, priceToman: number): SoldPeriod {
  const { offer, facts, target } = one;
  const { now, pricedAt } = facts;
  const isFresh = beginsAnew(one);
  const isGivenUp = isFresh || offer.trafficLimitGb === 0;
  const endsAt = new Date(endFrom(now, one, isGivenUp));
  const lostMs = target.endsAt.getTime() - endFrom(pricedAt, one, isGivenUp);
  return {
    items: [],
    ...{ endsAt, base: baseOf(offer), addOns: [], traffic: isFresh ? 'resets' : 'keeps' },
    valueToman: worthAt(target, now, isGivenUp).valueToman + priceToman,
    valueUntil: endsAt,
    says: { ending: extrasOf(target.addOns), lostDays: Math.max(0, Math.ceil(lostMs / dayMs)) },
  };
}

/** The gift's period from then on, and the time that what is left then is worth. */
function endFrom(at: Date, { offer, target }: RunningCase, isGivenUp: boolean): number {
  const { valueToman, leftMs } = worthAt(target, at, isGivenUp);
  const periodMs = offer.periodDays * dayMs;
  const whole = offer.priceToman;
  const extraMs = whole > 0 ? shareOf(valueToman, { part: periodMs, whole, round: 'down' }) : leftMs;
  return at.getTime() + periodMs + extraMs;
}
