import { chooseTarget } from './choose-target.js';
import { pickSquads } from './pick-squads.js';
import type { Held } from './facts.js';
import { isRunning, quoteOf, soldIn, type Facts, type Priced, type Sale } from './sale.js';
import { dayMs, monthsOf, restOf, shareOf } from './share.js';
import type { Terms } from './terms.js';
import type { Effect, QuoteItem } from './types.js';

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

/** Lines and limits of a sale of time. */
interface Period {
  readonly items: readonly QuoteItem[];
  readonly endsAt: Date;
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  readonly soldGb: number | null;
}

interface Case {
  readonly offer: Offer;
  readonly facts: Facts;
}
type RunningCase = Case & { readonly target: Held };

const mostDays = 36_500;

/** The price of a period: a first purchase, one more, a renewal, or a change to this offer. */
export function pricePeriod(offer: Offer, named: string | undefined, facts: Facts): Priced {
  const chosen = chooseTarget(named, facts);
  if (typeof chosen === 'string') return chosen;
  const { target } = chosen;
  const { values } = facts.terms;
  const squads = pickSquads(offer.squads, values.sellable_squads);
  const effect = effectOf(offer, target, facts);
  if (!squads || (effect === 'change' && !values.plan_change)) return 'order_not_offered';
  const period = periodOf(effect, { offer, facts, target });
  // A credit can buy more time than an instant can say: then it is NaN.
  if (!(period.endsAt.getTime() <= facts.now.getTime() + mostDays * dayMs)) return 'order_too_long';
  return saleOf(period, { offer, facts, target, effect, squads });
}

function saleOf(
  { items, soldGb, ...limits }: Period,
  sold: Case & {
    readonly target: Held | undefined;
    readonly effect: Effect;
    readonly squads: readonly string[];
  },
): Sale {
  const { offer, facts, target, effect, squads } = sold;
  const { now, terms } = facts;
  const { planId, name: planName, periodDays } = offer;
  const startsAt = target && (effect === 'extend' || effect === 'change') ? target.startsAt : now;
  const trafficReset = terms.values.traffic_reset_period;
  const subscription = { planId, isTrial: false, startsAt, squads, trafficReset, ...limits };
  const quote = quoteOf(items, { effect, planName, periodDays, after: subscription });
  const rest = target && !target.isTrial ? restOf(target, now) : 0;
  return {
    quote,
    target,
    after: { ...subscription, valueToman: rest + quote.totalToman, valueFrom: now },
    soldGb,
    // Not with a change: what is left of the old plan pays for it, and the used traffic would be had for nothing.
    resetsTraffic: effect === 'restart' || (effect === 'extend' && terms.values.traffic_reset_on_payment),
  };
}

function effectOf({ planId }: Offer, target: Held | undefined, { now }: Facts): Exclude<Effect, 'add'> {
  if (!target) return 'start';
  if (target.isTrial || !isRunning(target, now)) return 'restart';
  return target.planId === planId ? 'extend' : 'change';
}

function periodOf(
  effect: Exclude<Effect, 'add'>,
  { offer, facts, target }: Case & { readonly target: Held | undefined },
): Period {
  if (target && effect === 'extend') return extension({ offer, facts, target });
  if (target && effect === 'change') return change({ offer, facts, target });
  return beginning({ offer, facts }, target);
}

/** The offer's price with the discount for its period, line by line. */
function priceLines({ periodDays: days, priceToman: price }: Offer, { values }: Terms): QuoteItem[] {
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

const sumOf = (items: readonly QuoteItem[]): number =>
  items.reduce((sum, { amountToman }) => sum + amountToman, 0);

/** A new subscription, or one that begins anew: after its end, and when a trial becomes a purchase. */
function beginning({ offer, facts }: Case, target: Held | undefined): Period {
  const { now, terms } = facts;
  const isKept = target?.isTrial && terms.values.trial_rest_kept;
  const kept = isKept ? Math.max(0, target.endsAt.getTime() - now.getTime()) : 0;
  const end = now.getTime() + offer.periodDays * dayMs + kept;
  return {
    items: priceLines(offer, terms),
    endsAt: new Date(Math.max(end, target?.endsAt.getTime() ?? 0)),
    trafficLimitGb: offer.trafficLimitGb,
    deviceLimit: offer.deviceLimit,
    soldGb: soldIn(offer.trafficLimitGb, offer.periodDays, terms),
  };
}

/** The same offer again: more time, with the devices and the traffic that were added, at their price by the month. */
function extension({ offer, facts, target }: RunningCase): Period {
  const { terms } = facts;
  const devices = extraDevices({ offer, facts, target });
  const traffic = extraTraffic({ offer, facts, target });
  return {
    items: [...priceLines(offer, terms), ...devices.items, ...traffic.items],
    endsAt: new Date(target.endsAt.getTime() + offer.periodDays * dayMs),
    trafficLimitGb: traffic.limitGb,
    deviceLimit: offer.deviceLimit + devices.count,
    soldGb: soldIn(traffic.boughtGb, offer.periodDays, terms),
  };
}

function extraDevices({ offer, facts, target }: RunningCase): { count: number; items: QuoteItem[] } {
  const count = Math.max(0, target.deviceLimit - offer.deviceLimit);
  if (count === 0) return { count, items: [] };
  const months = monthsOf(offer.periodDays);
  const amountToman = count * months * facts.terms.values.extra_device_price_toman;
  return { count, items: [{ kind: 'extra_devices', amountToman, count, months }] };
}

interface ExtraTraffic {
  readonly limitGb: number;
  /** What the period brings, beside what was there already; 0: unlimited. */
  readonly boughtGb: number;
  readonly items: readonly QuoteItem[];
}

/**
 * Where the limit is for the whole life of a subscription, a renewal adds the plan's to it. Else the limit counts anew
 * each period, and what goes beyond the plan's is paid like the smallest package that holds it; where no package does,
 * the plan's own limit comes back.
 */
function extraTraffic({ offer, facts, target }: RunningCase): ExtraTraffic {
  const { values } = facts.terms;
  const [own, present] = [offer.trafficLimitGb, target.trafficLimitGb];
  const plain = { limitGb: own, boughtGb: own, items: [] };
  if (own === 0 || present === own) return plain;
  if (values.traffic_reset_period === 'none' && present > 0) return { ...plain, limitGb: present + own };
  if (present > 0 && present < own) return plain;
  const gb = present === 0 ? 0 : present - own;
  const price = packagePrice(gb, facts.terms);
  if (price === undefined) return plain;
  const months = monthsOf(offer.periodDays);
  const item: QuoteItem = { kind: 'extra_traffic', amountToman: price * months, gb, months };
  return { limitGb: present, boughtGb: present, items: [item] };
}

/** The price by the month of the smallest package on sale that holds so much; `gb` 0: unlimited. */
function packagePrice(gb: number, { values }: Terms): number | undefined {
  const sold = values.traffic_packages.filter(({ enabled }) => enabled);
  const sizeOf = (size: number): number => (size === 0 ? Infinity : size);
  const fitting = sold.filter((one) => sizeOf(one.gb) >= sizeOf(gb));
  return fitting.sort((left, right) => sizeOf(left.gb) - sizeOf(right.gb))[0]?.price_toman;
}

/**
 * Another offer from now on, for its period or up to the present end, whichever is later; what is left of what was paid
 * counts for it, and where more is left than it costs, the rest becomes time.
 */
function change({ offer, facts, target }: RunningCase): Period {
  const { now, pricedAt, terms } = facts;
  const periodMs = offer.periodDays * dayMs;
  const lines = priceLines(offer, terms);
  const price = sumOf(lines);
  const beyondMs = Math.max(0, target.endsAt.getTime() - (pricedAt.getTime() + periodMs));
  const beyond = shareOf(price, { part: beyondMs, whole: periodMs, round: 'up' });
  const days = Math.ceil(beyondMs / dayMs);
  const rest: QuoteItem[] = beyondMs > 0 ? [{ kind: 'rest', amountToman: beyond, days }] : [];
  const value = restOf(target, pricedAt);
  const credit = Math.min(value, price + beyond);
  const credits: QuoteItem[] = credit > 0 ? [{ kind: 'credit', amountToman: -credit }] : [];
  const extraMs = price > 0 ? shareOf(value - credit, { part: periodMs, whole: price, round: 'down' }) : 0;
  const end = Math.max(target.endsAt.getTime(), now.getTime() + periodMs) + extraMs;
  const spanDays = (end - now.getTime()) / dayMs;
  const restDays = (target.endsAt.getTime() - now.getTime()) / dayMs;
  const sold = soldIn(offer.trafficLimitGb, spanDays, terms);
  const before = soldIn(target.trafficLimitGb, restDays, terms) ?? 0;
  return {
    items: [...lines, ...rest, ...credits],
    endsAt: new Date(end),
    trafficLimitGb: offer.trafficLimitGb,
    deviceLimit: offer.deviceLimit,
    soldGb: sold === null ? null : Math.max(0, sold - before),
  };
}
