import { gigabyte } from '#platform/units.js';
import type { Held } from '../held.js';
import type { AddOn } from './limits.js';
import { shareOf } from './share.js';
import { periodMsOf } from './sold.js';

/** What is left of what was paid. */
export interface Worth {
  /** Whole toman, rounded down. */
  readonly valueToman: number;
  /** The time that it stands for, in ms. */
  readonly leftMs: number;
}

interface Paid {
  readonly valueToman: number;
  readonly from: Date;
  readonly until: Date;
}
/** Traffic that is left of a period's, as `part` of `whole`. */
interface Share {
  readonly part: number;
  readonly whole: number;
}

/** What is left by time of what was paid for a subscription's plan: it is used up evenly. */
export const restOf = (target: Held, at: Date): number => worthOf(paidFor(target), at, {}).valueToman;

/**
 * What is left of a subscription's plan. `isUsedUp`: the used traffic is given up with it, and begins at zero: then it is
 * the smaller of time left and traffic left.
 */
export function worthOfPlan(target: Held, at: Date, { isUsedUp }: { readonly isUsedUp: boolean }): Worth {
  const { trafficGb } = target.base;
  const whole = trafficGb * gigabyte;
  const left = { part: Math.max(0, whole - usedOf(target)), whole };
  return worthOf(paidFor(target), at, {
    ...(isUsedUp && trafficGb > 0 && { left }),
    periodMs: periodMsOf(target.trafficReset),
  });
}

/** What is left of something that was bought on top, in toman: of traffic the smaller of time left and traffic left. */
export function worthOfAddOn(addOn: AddOn, target: Held, at: Date): number {
  const { valueToman, paidFrom, paidUntil } = addOn;
  return worthOf({ valueToman, from: paidFrom, until: paidUntil }, at, {
    ...(addOn.kind === 'traffic' && addOn.amount > 0 && { left: leftOnTop(target) }),
    periodMs: periodMsOf(target.trafficReset),
  }).valueToman;
}

/** The plan's traffic is used first, then what is on top of it. */
function leftOnTop({ base, addOns, ...target }: Held): Share {
  const sizes = addOns.filter(({ kind }) => kind === 'traffic').map(({ amount }) => amount);
  const whole = sizes.reduce((sum, size) => sum + size, 0) * gigabyte;
  const used = Math.max(0, usedOf({ base, addOns, ...target }) - base.trafficGb * gigabyte);
  return { part: Math.max(0, whole - used), whole };
}

/** Used traffic in bytes: all of it where the panel says so. */
const usedOf = ({ usedBytes, isLimited, trafficLimitGb }: Held): number =>
  isLimited ? Math.max(usedBytes, trafficLimitGb * gigabyte) : usedBytes;

const paidFor = ({ valueToman, valueFrom, valueUntil }: Held): Paid => ({
  valueToman,
  from: valueFrom,
  until: valueUntil,
});

function worthOf(
  { valueToman, from, until }: Paid,
  at: Date,
  bound: { readonly left?: Share; readonly periodMs?: number | undefined },
): Worth {
  const windowMs = until.getTime() - from.getTime();
  const timeMs = until.getTime() - Math.max(from.getTime(), at.getTime());
  if (timeMs <= 0 || valueToman === 0) return { valueToman: 0, leftMs: 0 };
  const leftMs = Math.max(0, boundMs(timeMs, windowMs, bound));
  return { valueToman: shareOf(valueToman, { part: leftMs, whole: windowMs, round: 'down' }), leftMs };
}

/** The time that counts: traffic of the period that runs may be used up before its time. */
function boundMs(
  timeMs: number,
  windowMs: number,
  { left, periodMs }: { readonly left?: Share; readonly periodMs?: number | undefined },
): number {
  if (!left) return timeMs;
  const trafficMs = shareOf(periodMs ?? windowMs, { ...left, round: 'down' });
  return periodMs === undefined
    ? Math.min(timeMs, trafficMs)
    : timeMs - Math.max(0, Math.min(periodMs, timeMs) - trafficMs);
}
