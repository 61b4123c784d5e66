import type { AppliesTo } from '../discounts/read-discounts.js';
import type { Buyer } from '../orders/facts.js';
import type { Held } from '../orders/held.js';
import type { Terms } from '../orders/terms.js';
import type { PromoEffect } from './promo-code.js';

/** Somebody who is given what a code gives: locked, with what they have. */
export interface Taker {
  readonly buyer: Buyer;
  /** What they have, oldest first, locked. */
  readonly held: readonly Held[];
  readonly terms: Terms;
  readonly at: Date;
  /** Number of the use; names the event in ledgers. */
  readonly useId: string;
  /** Are they out of a channel that is for trials? Asked only where they would get one; absent: they are in all. */
  readonly isOutside?: () => boolean;
}

/** An effect of one kind, and who gets it. */
export type TakerOf<K extends PromoEffect['kind']> = Taker & {
  readonly effect: Extract<PromoEffect, { readonly kind: K }>;
};

/** What a person was given. */
export type Given =
  | { readonly kind: 'balance'; readonly amountToman: number; readonly transactionId: string }
  /** `isNew`: a subscription was made, or began anew. */
  | {
      readonly kind: 'days';
      readonly days: number;
      readonly endsAt: Date;
      readonly subscriptionId: string;
      readonly isNew: boolean;
    }
  | { readonly kind: 'trial'; readonly days: number; readonly endsAt: Date; readonly subscriptionId: string }
  | {
      readonly kind: 'discount';
      readonly percent: number | null;
      readonly amountToman: number | null;
      readonly appliesTo: AppliesTo;
      /** Plans that it is for; null: all, and the simple offer. */
      readonly planNames: readonly string[] | null;
      readonly validUntil: Date;
      readonly discountId: string;
    }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'traffic'; readonly gb: number; readonly subscriptionId: string };

/** Why a person who may use a code has nothing of it now; nothing was done. */
export type EffectRefusal =
  /** It is a trial, and they are out of a channel for that. */
  | 'channel'
  /** They are in the group already. */
  | 'in_group'
  /** There is nothing that traffic could be added to. */
  | 'no_subscription'
  /** An administrator switched their subscription off. */
  | 'subscription_off'
  /** Their traffic is unlimited. */
  | 'traffic_unlimited'
  /** They had a trial, or more than that. */
  | 'trial_used'
  /** The bot cannot give it for now: its wallet with the fleet, servers that are gone, a sale under way. */
  | 'unavailable';

/** The tenant pays the fleet for what its codes give. */
export const payerOf = (useId: string) =>
  ({ by: 'tenant', event: eventOf(useId), about: eventOf(useId) }) as const;

/** Names a use for ever, in ledgers and among discounts. */
export const eventOf = (useId: string): string => `promo code use ${useId}`;
