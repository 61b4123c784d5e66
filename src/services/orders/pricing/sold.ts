import type { TrafficPeriod } from '#models/subscription.js';
import { dayMs } from '#platform/units.js';

/** What a subscription may use, as the tenant pays for it. */
export interface Entitled {
  /** Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly trafficReset: TrafficPeriod;
  readonly endsAt: Date;
}

/** The most that one sale may be, in gigabytes: sums of sales are counted in bytes, exactly below 2^53. */
export const mostSoldGb = 1_000_000;

const lengths = { day: 1, week: 7, month: 30, month_rolling: 30 } as const;

/** How long a limit holds before it counts anew, in ms; undefined: it is for life. */
export const periodMsOf = (period: TrafficPeriod): number | undefined =>
  period === 'none' ? undefined : lengths[period] * dayMs;

/**
 * The gigabytes that a subscription is given when it becomes `after` at an instant; `before` is what it was, undefined for
 * a new one. `isFresh`: what was used begins at zero.
 *
 * What can be used at once counts whole (a new account, a reset, a raise of the limit), and never less than the limit over
 * the time, which counts by the period to the ms; parts of a gigabyte are rounded up. Null: unlimited traffic is given.
 */
export function soldBetween(
  before: Entitled | undefined,
  after: Entitled,
  { at, isFresh }: { readonly at: Date; readonly isFresh: boolean },
): number | null {
  const had = before && { ...before, leftMs: leftMs(before, at) };
  const has = { ...after, leftMs: leftMs(after, at) };
  if (after.trafficLimitGb === 0) return isUnlimitedMore(had, has) ? null : 0;
  if (after.trafficReset !== 'none' && has.leftMs === 0) return 0;
  return Math.max(atOnce(had, has, isFresh), overTime(had, has, isFresh), 0);
}

type Timed = Entitled & { readonly leftMs: number };

const leftMs = ({ endsAt }: Entitled, at: Date): number => Math.max(0, endsAt.getTime() - at.getTime());

const isUnlimitedMore = (had: Timed | undefined, has: Timed): boolean =>
  had?.trafficLimitGb === 0 ? has.leftMs > had.leftMs : has.leftMs > 0;

/** What can be used at once. */
function atOnce(had: Timed | undefined, has: Timed, isFresh: boolean): number {
  const isForLife = has.trafficReset === 'none';
  const goesOn =
    had && !isFresh && (had.trafficReset === 'none') === isForLife && (isForLife || had.leftMs > 0);
  if (!goesOn) return has.trafficLimitGb;
  return had.trafficLimitGb === 0 ? 0 : has.trafficLimitGb - had.trafficLimitGb;
}

/** What comes over the time, beyond what was to come; a reset gives up the rest of the period that was paid. */
function overTime(had: Timed | undefined, has: Timed, isFresh: boolean): number {
  const [hasMs, hadMs] = [periodMsOf(has.trafficReset), had && periodMsOf(had.trafficReset)];
  if (hasMs === undefined) return 0;
  const whole = BigInt(hasMs) * BigInt(hadMs ?? 1);
  const comes = BigInt(has.trafficLimitGb) * BigInt(has.leftMs) * BigInt(hadMs ?? 1);
  const keptMs = had && hadMs !== undefined ? (isFresh ? Math.max(0, had.leftMs - hadMs) : had.leftMs) : 0;
  const came = had ? BigInt(had.trafficLimitGb) * BigInt(keptMs) * BigInt(hasMs) : 0n;
  const more = comes - came;
  return more <= 0n ? 0 : Number((more + whole - 1n) / whole);
}
