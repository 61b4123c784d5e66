import { setTimeout as pause } from 'node:timers/promises';
import { patience } from './patience.js';

/** Resolves with the condition's value once it is truthy; rejects after `patience` times `timeoutMs`, naming what was waited for. */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 5_000, what = 'the condition' }: { timeoutMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const longestMs = timeoutMs * patience;
  const until = performance.now() + longestMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > until) throw new Error(`${what} did not come true within ${longestMs} ms`);
    await pause(10);
  }
}
