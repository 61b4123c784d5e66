import { dayMs } from '#platform/units.js';
import type { Quote } from './types.js';

/** What a purchase takes away of what a subscription has now. */
export interface Losses {
  /** Gigabytes less than now; null: it was unlimited and will not be; 0: none. */
  readonly trafficGb: number | null;
  /** So many devices fewer. */
  readonly devices: number;
  /** Are some of the servers of now not among those of afterwards? */
  readonly servers: boolean;
  /** Days by which the end comes sooner, begun ones counted whole. */
  readonly days: number;
}

const none: Losses = { trafficGb: 0, devices: 0, servers: false, days: 0 };

/** What a quote takes away of what is there now; where a subscription is made, nothing. */
export function lossesOf({ before, ...after }: Quote): Losses {
  if (!before) return none;
  return {
    trafficGb: lackOf(before.trafficLimitGb, after.trafficLimitGb),
    devices: Math.max(0, before.deviceLimit - after.deviceLimit),
    servers: after.losesServers ?? false,
    days: Math.max(0, Math.ceil((Date.parse(before.endsAt) - Date.parse(after.endsAt)) / dayMs)),
  };
}

/** Limits of traffic; 0: none. */
function lackOf(before: number, after: number): number | null {
  if (after === 0 || after === before) return 0;
  return before === 0 ? null : Math.max(0, before - after);
}

/** Does it take anything away? */
const losesAnything = (quote: Quote): boolean => {
  const { trafficGb, devices, servers, days } = lossesOf(quote);
  return trafficGb !== 0 || devices > 0 || servers || days > 0;
};

/** What a purchase does to what a person has. */
export type Deed = 'buy' | 'extend' | 'change';

/** `change`: something that is there is replaced or lost, so that it is asked about; else more time of it, or something new. */
export function deedOf(quote: Quote): Deed {
  if (quote.effect === 'change' || losesAnything(quote)) return 'change';
  return quote.effect === 'extend' ? 'extend' : 'buy';
}
