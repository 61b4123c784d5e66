import type { Mends } from '#models/subscription.js';
import { hourMs } from '#platform/units.js';
import type { Difference } from './differences.js';

/** So often the same difference of a row is mended in a row; then it is a fault. */
const most = 3;
/** After so long without one, mending begins anew: whoever undid it may have stopped. */
const holdsMs = hourMs;

export interface Differing {
  /** The row's revision: a row that was changed is counted anew. */
  readonly revision: string;
  readonly differs: readonly Difference[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * May these differences be mended once more? Returns the counts with this time in them; undefined: each of them was
 * mended three times already, and did not stay so.
 */
export function countMend(before: Mends | null, { revision, differs, at }: Differing): Mends | undefined {
  const isStale = !before || before.revision !== revision || at - Date.parse(before.at) > holdsMs;
  const counts: Record<string, number> = isStale ? {} : { ...before.counts };
  if (differs.every((one) => (counts[one] ?? 0) >= most)) return undefined;
  for (const one of differs) counts[one] = (counts[one] ?? 0) + 1;
  return { revision, at: new Date(at).toISOString(), counts };
}
