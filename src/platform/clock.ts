/** Now, in milliseconds since 1970; the one place that tests may turn. */
export const now = (): number => Date.now();

/** Resolves after `ms` milliseconds, or at once when the signal fires. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}

/** Exponential pause in ms for the n-th try (1, 2, …): doubles from `firstMs`, at most `maxMs`, ± 25 % jitter. */
export function backoffMs(attempt: number, { firstMs = 500, maxMs = 30_000 } = {}): number {
  const plain = Math.min(maxMs, firstMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));
  return Math.round(plain * (0.75 + Math.random() * 0.5));
}
