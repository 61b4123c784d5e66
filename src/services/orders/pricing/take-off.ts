import type { AppliesTo, Discount } from '../../discounts/read-discounts.js';
import type { QuoteItem } from '../types.js';
import type { Offer } from './offer.js';
import { sumOf, type Facts } from './sale.js';
import { shareOf } from './share.js';

/** A price with what comes off it, line by line, and the discount of the buyer that it uses up. */
export interface BuyerPrice {
  readonly items: readonly QuoteItem[];
  readonly discountId?: string;
}

/** What a buyer's own discount is asked about: the offer, and what buying it is. */
interface Purpose {
  readonly planId: string | null;
  readonly uses: readonly Exclude<AppliesTo, 'any'>[];
}

/**
 * The offer's price with what comes off it for everybody and for the buyer's group: the greater of the percents for its
 * period. What is left is rounded up to the bot's step of prices, and never beyond the price.
 */
export const listPriceLines = (offer: Offer, facts: Facts): QuoteItem[] => {
  const lines = periodLines(offer, facts);
  return [...lines, ...roundingOf(lines, facts)];
};

/**
 * The same with the best discount that the buyer was given, which comes off what the period's leaves and never takes more
 * than that: for what begins or is renewed. One whose part is all lost by rounding stays with the buyer. A change of plan is
 * weighed against what is left of the one before, at the plan's own price.
 */
export function buyerPriceLines(offer: Offer, facts: Facts, uses: Purpose['uses']): BuyerPrice {
  const lines = periodLines(offer, facts);
  const price = sumOf(lines);
  const { buyer, pricedAt } = facts;
  const best = bestDiscount(buyer.discounts ?? [], { price, at: pricedAt, planId: offer.planId, uses });
  const plain = listPriceLines(offer, facts);
  if (!best) return { items: plain };
  const { percent } = best.discount;
  const own: QuoteItem = {
    kind: 'offer',
    amountToman: -best.offToman,
    ...(percent !== null && { percent }),
  };
  const items = [...lines, own];
  const rounded = [...items, ...roundingOf(items, facts)];
  return sumOf(rounded) < sumOf(plain) ? { items: rounded, discountId: best.discount.id } : { items: plain };
}

/** Lines of what is bought on top: its price, what comes off for the buyer's group, and rounding. */
export function addOnLines(item: QuoteItem, facts: Facts, kind: 'devices' | 'traffic'): QuoteItem[] {
  const { group } = facts.buyer;
  const percent = (kind === 'devices' ? group?.devicePercent : group?.trafficPercent) ?? 0;
  const lines = [item, ...offLine(item.amountToman, { kind: 'group', percent })];
  return [...lines, ...roundingOf(lines, facts)];
}

/** The discount that takes most off a price at an instant; of equal ones, that which ends first. Undefined: none does. */
function bestDiscount(
  discounts: readonly Discount[],
  { price, at, planId, uses }: Purpose & { readonly price: number; readonly at: Date },
): { readonly discount: Discount; readonly offToman: number } | undefined {
  const [best] = discounts
    .filter(({ validUntil }) => validUntil.getTime() > at.getTime())
    .filter(({ appliesTo }) => appliesTo === 'any' || uses.includes(appliesTo))
    .filter(({ planIds }) => planIds === null || (planId !== null && planIds.includes(planId)))
    .map((discount) => ({ discount, offToman: sizeOf(discount, price) }))
    .filter(({ offToman }) => offToman > 0)
    .sort(
      (left, right) =>
        right.offToman - left.offToman ||
        left.discount.validUntil.getTime() - right.discount.validUntil.getTime(),
    );
  return best;
}

const sizeOf = ({ percent, amountToman }: Discount, price: number): number =>
  percent === null
    ? Math.min(amountToman, price)
    : shareOf(price, { part: percent, whole: 100, round: 'down' });

function periodLines({ periodDays: days, priceToman: price }: Offer, { terms, buyer }: Facts): QuoteItem[] {
  const ofAll = terms.values.period_discounts[String(days)] ?? 0;
  const ofGroup = buyer.group?.periodPercents[String(days)] ?? 0;
  const off =
    ofGroup > ofAll
      ? ({ kind: 'group', percent: ofGroup } as const)
      : ({ kind: 'discount', percent: ofAll } as const);
  return [{ kind: 'plan', amountToman: price, days }, ...offLine(price, off)];
}

/** Percent off a price, rounded down to whole toman; no line where it is nothing. */
function offLine(
  price: number,
  { kind, percent }: { readonly kind: 'discount' | 'group'; readonly percent: number },
): QuoteItem[] {
  const off = shareOf(price, { part: percent, whole: 100, round: 'down' });
  return off > 0 ? [{ kind, amountToman: -off, percent }] : [];
}

/** Up to the step of prices, but not beyond the first line; no line where nothing came off. */
function roundingOf(lines: readonly QuoteItem[], { terms }: Facts): QuoteItem[] {
  const [whole] = lines;
  if (lines.length < 2 || !whole) return [];
  const step = terms.values.price_step_toman;
  const rest = sumOf(lines);
  const rounding = Math.min(whole.amountToman, Math.ceil(rest / step) * step) - rest;
  return rounding > 0 ? [{ kind: 'rounding', amountToman: rounding }] : [];
}
