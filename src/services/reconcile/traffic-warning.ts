import { gigabyte } from '#platform/units.js';

/** Percents of the used traffic at which its owner is warned, the highest first; at 100 they hear that it is used up. */
const warnings = [95, 80] as const;

/** How many percent of a limit in gigabytes (0: unlimited) are used, rounded down. */
export const percentUsed = (usedBytes: number, limitGb: number): number =>
  limitGb === 0 ? 0 : Math.floor((usedBytes / (limitGb * gigabyte)) * 100);

/** Used traffic of a subscription, as it was seen. */
export interface SeenTraffic {
  readonly usedBytes: number;
  /** Gigabytes; 0: unlimited. */
  readonly limitGb: number;
  /** The percents of which its owner was warned; 0: of none. */
  readonly told: number;
}

/**
 * The percents of which an owner has been warned once these figures are noted, and whether they are warned of them now. Once the
 * used traffic has fallen below half of the limit it has begun anew. A panel that tells a little less than before, or of none at
 * all, as one does that has just started, does not make it say the same again.
 */
export function warnOfTraffic({ usedBytes, limitGb, told }: SeenTraffic): {
  readonly told: number;
  readonly isNews: boolean;
} {
  const percent = percentUsed(usedBytes, limitGb);
  const reached = warnings.find((one) => percent >= one) ?? 0;
  if (reached > told) return { told: reached, isNews: percent < 100 };
  const hasBegunAnew = usedBytes > 0 && percent < 50;
  return { told: hasBegunAnew ? 0 : told, isNews: false };
}
