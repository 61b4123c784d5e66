import type { AppliesTo, DiscountSize } from '../discounts/read-discounts.js';

interface Hours {
  /** For so many hours it can be taken. */
  readonly openHours: number;
  /** For so many hours the discount holds, or the servers can be tried, once it is taken. */
  readonly holdsHours: number;
}

/** A discount on a next purchase. */
export type DiscountTerms = Hours &
  DiscountSize & {
    readonly kind: 'discount';
    readonly appliesTo: AppliesTo;
    /** Plans that it is for, by their numbers; null: all, and the simple offer. */
    readonly planIds: readonly string[] | null;
  };

/** Servers to try with the running subscription. */
export type AccessTerms = Hours & {
  readonly kind: 'test_access';
  /** Squads of the panel, at least one. */
  readonly squads: readonly string[];
};

/** What an offer is about, as it was when its sending began; a sending keeps it as JSON. */
export type OfferTerms = AccessTerms | DiscountTerms;
export type OfferKind = OfferTerms['kind'];

/** A template, as far as terms come from it. */
export interface Offering extends Hours {
  readonly kind: OfferKind;
  readonly percent: number | null;
  readonly amountToman: number | null;
  readonly appliesTo: AppliesTo;
  readonly planIds: readonly string[] | null;
  readonly squads: readonly string[];
}

/** What a template offers. Throws where it names neither or both of a percentage and a sum. */
export function termsOf(offering: Offering): OfferTerms {
  const { openHours, holdsHours, percent, amountToman, appliesTo, planIds, squads } = offering;
  if (offering.kind === 'test_access') return { kind: 'test_access', openHours, holdsHours, squads };
  const rest = { kind: 'discount', openHours, holdsHours, appliesTo, planIds } as const;
  if (percent !== null && amountToman === null) return { ...rest, percent, amountToman };
  if (percent === null && amountToman !== null) return { ...rest, percent, amountToman };
  throw new Error('a discount is a percentage or a sum');
}
