import { z } from 'zod';

/** What the fleet knows of its panel by looking at it again and again; times in ms since 1970. */
export const panelHealth = z.object({
  /** A look that is under way began then; null: none. */
  claimed_at: z.number().nullable(),
  checked_at: z.number(),
  /** Looks in a row that found the panel away, and when the first of them was; one of the two counts is 0. */
  failed: z.number().int(),
  failing_since: z.number().nullable(),
  /** The same of looks that found it well. */
  good: z.number().int(),
  good_since: z.number().nullable(),
  /** What the first of those that failed was told: a code of an error. */
  reason: z.string().nullable(),
});
export type PanelHealth = z.output<typeof panelHealth>;

/** After a pause in which nobody looked, looks are in a row no more. */
const longestGapMs = 120_000;

/** Nothing is known yet. */
export const unknownHealth: PanelHealth = {
  claimed_at: null,
  checked_at: 0,
  failed: 0,
  failing_since: null,
  good: 0,
  good_since: null,
  reason: null,
};

/** What is known after one more look; `fault`: why the panel counts as away, undefined: it is well. */
export function afterLook(
  before: PanelHealth,
  { at, fault }: { readonly at: number; readonly fault: string | undefined },
): PanelHealth {
  const known = at - before.checked_at > longestGapMs ? unknownHealth : before;
  const base = { claimed_at: null, checked_at: at };
  if (fault === undefined)
    return {
      ...base,
      ...{ failed: 0, failing_since: null, reason: null },
      ...{ good: known.good + 1, good_since: known.good_since ?? at },
    };
  return {
    ...base,
    ...{ failed: known.failed + 1, failing_since: known.failing_since ?? at, reason: known.reason ?? fault },
    ...{ good: 0, good_since: null },
  };
}

/** Ticks are not exact: a look stands for some time before it too. */
const looseMs = 5_000;

/** For how many looks in a row, and for how many ms, the panel has been away or well. */
export interface Streak {
  readonly looks: number;
  readonly ms: number;
}

/** How long it has been away; undefined: it is not. */
export const awayFor = ({ failed, failing_since: since, checked_at: at }: PanelHealth): Streak | undefined =>
  since === null ? undefined : { looks: failed, ms: at - since + looseMs };

/** How long it has been well; undefined: it is not, or nobody knows. */
export const wellFor = ({ good, good_since: since, checked_at: at }: PanelHealth): Streak | undefined =>
  since === null ? undefined : { looks: good, ms: at - since + looseMs };
