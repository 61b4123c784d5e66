import type { Held } from '../held.js';
import type { Quote, QuoteItem } from '../types.js';
import type { Base, NewAddOn } from './limits.js';
import type { Facts } from './sale.js';

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

/** An offer to somebody who has nothing that it could be about. */
export interface Case {
  readonly offer: Offer;
  readonly facts: Facts;
}
/** An offer for a subscription that runs. `without`: add-ons that are left out. */
export type RunningCase = Case & { readonly target: Held; readonly without: readonly string[] };

/** What a sale of time comes to: its lines, and what the subscription has then. */
export interface SoldPeriod {
  readonly items: readonly QuoteItem[];
  readonly endsAt: Date;
  readonly base: Base;
  readonly addOns: readonly NewAddOn[];
  readonly traffic: NonNullable<Quote['traffic']>;
  readonly valueToman: number;
  readonly valueUntil: Date;
  /** The discount of the buyer that it uses up; absent: none. */
  readonly discountId?: string | undefined;
  /** What the quote says of it besides. */
  readonly says: Pick<Quote, 'addOns' | 'ending' | 'lostDays'>;
}

export const baseOf = ({ trafficLimitGb, deviceLimit }: Offer): Base => ({
  trafficGb: trafficLimitGb,
  devices: deviceLimit,
});
