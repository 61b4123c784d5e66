const WINDOW_MS = 600_000;
const MOST = 5;
const FIRST_PAUSE_MS = 1000;

/**
 * How often the fleet's process is started again after a crash: `next()` answers the pause before it in milliseconds
 * (1, 2, 4, 8, 16 s), or null when it crashed for the sixth time in ten minutes, which no start will mend.
 */
export function createRestarts(clock = () => performance.now()) {
  const state = { times: [] };
  return {
    next() {
      const now = clock();
      state.times = state.times.filter((at) => now - at < WINDOW_MS);
      if (state.times.length >= MOST) return null;
      state.times.push(now);
      return FIRST_PAUSE_MS * 2 ** (state.times.length - 1);
    },
  };
}
