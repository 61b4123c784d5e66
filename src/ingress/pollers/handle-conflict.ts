import { backoffMs } from '#platform/clock.js';

/** What to do about a 409. */
export interface ConflictAdvice {
  /** A webhook is set: take it away (pending updates stay). */
  readonly removeWebhook: boolean;
  readonly pauseMs: number;
  /** It has lasted for long and was not told yet. */
  readonly warn: boolean;
}

const warnAfterMs = 60_000;
const forgetAfterMs = 300_000;

/** Remembers a bot's conflicts (409): pauses grow to 30 s, one warning a spell; a spell ends after 5 quiet minutes. */
export function handleConflicts(
  clock: () => number = () => performance.now(),
): (description: string) => ConflictAdvice {
  let firstAt = -Infinity;
  let lastAt = -Infinity;
  let count = 0;
  let isTold = false;
  return (description) => {
    const at = clock();
    if (at - lastAt > forgetAfterMs) [firstAt, count, isTold] = [at, 0, false];
    lastAt = at;
    count += 1;
    const warn = !isTold && at - firstAt >= warnAfterMs;
    isTold ||= warn;
    const removeWebhook = /webhook is active/i.test(description);
    return { removeWebhook, warn, pauseMs: removeWebhook && count === 1 ? 0 : backoffMs(count) };
  };
}
