import { dayMs } from '#platform/units.js';
import type { Held } from '../held.js';
import type { QuotedAddOn, QuoteItem, TrafficEffect } from '../types.js';
import { extrasOf, limitsOf, type AddOn, type Base, type NewAddOn } from './limits.js';
import { baseOf, type SoldPeriod, type RunningCase } from './offer.js';
import { packagePrice } from './packages.js';
import { isTrafficUsedUp, sumOf, usedGbOf } from './sale.js';
import { monthsOf } from './share.js';
import { addOnLines, buyerPriceLines } from './take-off.js';
import { restOf, worthOfAddOn } from './worth.js';

/**
 * The same offer again, as it is today: more time, with what this person bought on top of it at its price by the month.
 * Gifts end. Where the traffic is for life, the offer's comes on top of what is there; else it counts anew by itself, and
 * begins at zero now where it is used up.
 */
export function priceRenewal({ offer, facts, target, without }: RunningCase): SoldPeriod {
  const { now } = facts;
  const { items: lines, discountId } = buyerPriceLines(offer, facts, ['renewal']);
  const price = sumOf(lines);
  const renewed = renewAddOns({ offer, facts, target, without });
  const items = giveBack([...lines, ...renewed.items], renewed.credits);
  const { base, traffic } = trafficOf({ offer, facts, target, without }, renewed.addOns);
  const periodMs = offer.periodDays * dayMs;
  const rest = restOf(target, now);
  const paidUntil = rest > 0 ? Math.max(now.getTime(), target.valueUntil.getTime()) : now.getTime();
  return {
    items,
    endsAt: new Date(target.endsAt.getTime() + periodMs),
    base,
    addOns: renewed.addOns,
    traffic,
    valueToman: rest + price,
    valueUntil: new Date(paidUntil + (price > 0 ? periodMs : 0)),
    discountId,
    says: { addOns: renewed.quoted, ending: extrasOf(renewed.gifts) },
  };
}

/** Limits of the plan, and what becomes of used traffic: what was bought can be used at once. */
export function trafficOf(
  { offer, facts, target }: RunningCase,
  addOns: readonly NewAddOn[],
): { readonly base: Base; readonly traffic: TrafficEffect } {
  const today = baseOf(offer);
  if (target.trafficReset === 'none') return { base: raised(target, today, addOns), traffic: 'adds' };
  const { trafficLimitGb } = limitsOf(today, addOns);
  const isReset = facts.terms.values.traffic_reset_on_payment || isTrafficUsedUp(target, trafficLimitGb);
  return { base: today, traffic: isReset ? 'resets' : 'keeps' };
}

/** For life: the offer's traffic comes on top, and is there to be used also where more was used than sold. */
function raised({ base, ...target }: Held, today: Base, addOns: readonly NewAddOn[]): Base {
  const { devices, trafficGb } = today;
  if (trafficGb === 0) return today;
  const onTop = addOns.filter(({ kind }) => kind === 'traffic').map(({ amount }) => amount);
  const others = onTop.reduce((sum, amount) => sum + amount, 0);
  const usedBeyond = onTop.includes(0) ? 0 : Math.max(0, usedGbOf({ base, ...target }) - others);
  return { devices, trafficGb: Math.max(base.trafficGb, usedBeyond) + trafficGb };
}

interface Renewed {
  readonly addOns: readonly NewAddOn[];
  readonly items: readonly QuoteItem[];
  /** What is left of add-ons that are left out, in toman. */
  readonly credits: readonly number[];
  readonly quoted: readonly QuotedAddOn[];
  readonly gifts: readonly AddOn[];
}

function renewAddOns({ offer, facts, target, without }: RunningCase): Renewed {
  const isForLife = (one: AddOn): boolean => one.kind === 'traffic' && target.trafficReset === 'none';
  const staying = target.addOns.filter((one) => isForLife(one) && offer.trafficLimitGb !== 0);
  const gone = target.addOns.filter((one) => !staying.includes(one));
  const bought = gone.filter(({ givenBy }) => givenBy === 'bought');
  const quoted = bought.map((one): QuotedAddOn => {
    const priceToman = renewalPrice(one, { offer, facts });
    const { id, kind, amount } = one;
    return { id, kind, amount, priceToman, isKept: priceToman !== null && !without.includes(id) };
  });
  const isKept = ({ id }: AddOn): boolean => quoted.some((one) => one.id === id && one.isKept);
  return {
    addOns: [...staying, ...bought.filter(isKept).map((one) => renew(one, { offer, facts, target }, quoted))],
    items: bought.filter(isKept).flatMap((one) => renewalLines(one, { offer, facts }) ?? []),
    credits: bought.filter((one) => !isKept(one)).map((one) => worthOfAddOn(one, target, facts.pricedAt)),
    quoted,
    gifts: gone.filter(({ givenBy }) => givenBy !== 'bought'),
  };
}

/** What an add-on costs for the period of the offer, in toman; null: it is not sold, or the offer has it without end. */
function renewalPrice(one: AddOn, sold: Pick<RunningCase, 'facts' | 'offer'>): number | null {
  const lines = renewalLines(one, sold);
  return lines ? sumOf(lines) : null;
}

/** The same line by line. */
function renewalLines(
  { kind, amount }: AddOn,
  { offer, facts }: Pick<RunningCase, 'facts' | 'offer'>,
): QuoteItem[] | null {
  const months = monthsOf(offer.periodDays);
  const { values } = facts.terms;
  if (kind === 'devices') {
    const amountToman = amount * months * values.extra_device_price_toman;
    return addOnLines({ kind: 'extra_devices', count: amount, amountToman, months }, facts, kind);
  }
  const price = offer.trafficLimitGb === 0 ? undefined : packagePrice(amount, facts.terms);
  if (price === undefined) return null;
  return addOnLines({ kind: 'extra_traffic', gb: amount, amountToman: price * months, months }, facts, kind);
}

function renew(
  one: AddOn,
  { offer, facts: { now }, target }: Omit<RunningCase, 'without'>,
  quoted: readonly QuotedAddOn[],
): NewAddOn {
  const rest = worthOfAddOn(one, target, now);
  const price = quoted.find(({ id }) => id === one.id)?.priceToman ?? 0;
  const paidUntil =
    Math.max(now.getTime(), rest > 0 ? one.paidUntil.getTime() : 0) + offer.periodDays * dayMs;
  return { ...one, valueToman: rest + price, paidFrom: now, paidUntil: new Date(paidUntil) };
}

/** Takes what is left of dropped add-ons off, as far as there is something to pay. */
function giveBack(items: readonly QuoteItem[], credits: readonly number[]): QuoteItem[] {
  const amount = Math.min(
    sumOf(items),
    credits.reduce((sum, one) => sum + one, 0),
  );
  return [...items, ...(amount > 0 ? [{ kind: 'given_back', amountToman: -amount } as const] : [])];
}
