import type { Discount } from './read-discounts.js';

/** What the menu says of what a person has off, tries, or can take. */
export interface OfferHints {
  /** The discount that is told of: the greatest percentage, else the greatest sum. */
  readonly discount: Discount | null;
  /** Until when servers are tried. */
  readonly accessUntil: Date | null;
  /** Is there anything, also what can still be taken? */
  readonly hasAny: boolean;
}

/** An offer that has not ended, as statements of other files have it in JSON. */
export interface OfferHintJson {
  readonly openUntil: string | null;
  readonly accessUntil: string | null;
}

/** Offers of the person `user`, an expression, in the bot $1: a column of `OfferHintJson[] | null`. */
export const offerHintsText = (user: string): string => `
    (select jsonb_agg(jsonb_build_object('openUntil', case when taken_at is null then open_until end,
        'accessUntil', access_until))
      from personal_offers where bot_id = $1 and user_id = ${user} and ended_at is null
        and (taken_at is null or access_until is not null))`;

/** What holds of it at an instant (ms). */
export function offerHintsOf(
  offers: readonly OfferHintJson[] | null,
  discounts: readonly Discount[],
  at: number,
): OfferHints {
  const running = discounts.filter(({ validUntil }) => validUntil.getTime() > at);
  const [discount = null] = running.sort(
    (left, right) =>
      (right.percent ?? 0) - (left.percent ?? 0) || (right.amountToman ?? 0) - (left.amountToman ?? 0),
  );
  const holds = (until: string | null): boolean => until !== null && Date.parse(until) > at;
  const all = offers ?? [];
  const accesses = all.flatMap(({ accessUntil }) =>
    holds(accessUntil) ? [Date.parse(accessUntil ?? '')] : [],
  );
  return {
    discount,
    accessUntil: accesses.length > 0 ? new Date(Math.max(...accesses)) : null,
    hasAny: discount !== null || accesses.length > 0 || all.some(({ openUntil }) => holds(openUntil)),
  };
}
