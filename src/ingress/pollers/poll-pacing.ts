/** A flooded bot rests at least so long between two polls. */
const leastMs = 300;
/** Handing over the updates of floods takes at most this share of a process' time. */
const share = 0.1;

/** How the flooded bots of a process, those that had a full answer of updates waiting, take turns. */
export interface PollPacing {
  /** Takes the next turn; returns the ms until it comes. The answer waits so long before it is handed over. */
  take(): number;
  /** Told how many ms a hand-over took; returns how many ms its bot rests before it asks again. */
  rest(tookMs: number): number;
}

/**
 * A bot that had a hundred updates waiting is asked so much slower that others are not held up, and where many are
 * flooded, one after another hands its hundred over: a heap of them at once would keep Redis from everybody else. What
 * is not asked for, or not handed over, is safe with Telegram for a day, and 28 replies a second are all that may leave
 * a bot anyway.
 */
export function openPollPacing(clock: () => number = () => performance.now()): PollPacing {
  let next = 0;
  let spacing = leastMs;
  return {
    take: () => {
      const at = clock();
      const turn = Math.max(next, at);
      next = turn + spacing;
      return turn - at;
    },
    rest: (tookMs) => {
      spacing = Math.min(tookMs / share, leastMs);
      return leastMs;
    },
  };
}
