/** A flooded bot rests at least so long between two polls. */
const leastMs = 150;
/** Handing over the updates of floods takes at most this share of a process' time. */
const share = 0.1;

/**
 * How long each flooded bot of a process rests: a bot that had a hundred updates waiting is asked so much slower that
 * others are not held up, and where many are flooded they take turns. What is not asked for is safe with Telegram for a
 * day, and 28 replies a second are all that may leave a bot anyway.
 */
export function takeTurns(clock: () => number = () => performance.now()): (tookMs: number) => number {
  let next = 0;
  return (tookMs) => {
    const at = clock();
    next = Math.max(next, at) + Math.min(tookMs / share, leastMs);
    return Math.max(next - at, leastMs);
  };
}
