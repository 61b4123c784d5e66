import { performance } from 'node:perf_hooks';

/** Lets so many jobs of this process work at once as it can without making each of them slow. */
export interface Gate {
  /** Waits for a place, the lowest rank first, does the work and gives the place back. */
  pass<T>(rank: number, work: () => Promise<T>): Promise<T>;
  /** How many may work at once now. */
  places(): number;
}

export interface GateOptions {
  /** Places while the process has time left. */
  readonly most: number;
  /** The share of time (0 to 1) since the last call in which the event loop had something to do. */
  readonly utilization?: () => number;
  /** Milliseconds between two looks at it. */
  readonly everyMs?: number;
}

/** A process that is busier than this gains nothing by more jobs at once: they only wait for each other. */
const busy = 0.9;
const calm = 0.75;
const fewest = 3;

interface Waiting {
  readonly rank: number;
  readonly start: () => void;
}

/**
 * Opens a gate of `most` places that narrows while the event loop is busy all the time and widens while it is not (jobs
 * wait for the outside, or hang). Without it, a flood of one bot that keeps a process busy makes every step of another
 * bot's job wait behind a step of each of the flood's jobs at work.
 */
export function openGate({ most, utilization = utilizationSinceLast(), everyMs = 100 }: GateOptions): Gate {
  const waiting: Waiting[] = [];
  let places = most;
  let working = 0;
  let lookedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;

  function admit(): void {
    while (working < places && waiting.length > 0) {
      working += 1;
      waiting.shift()?.start();
    }
    if (waiting.length > 0) timer ??= setTimeout(tick, everyMs).unref();
  }
  function steer(): void {
    if (performance.now() - lookedAt < everyMs) return;
    lookedAt = performance.now();
    const used = utilization();
    if (used > busy) places = Math.max(Math.min(fewest, most), Math.floor(places * 0.75));
    else if (used < calm) places = Math.min(most, Math.ceil(places * 1.5));
  }
  /** Nobody may come out when all hang, so those who wait look themselves. */
  function tick(): void {
    timer = undefined;
    steer();
    admit();
  }
  function enter(rank: number): Promise<void> | undefined {
    if (working < places && waiting.length === 0) {
      working += 1;
      return undefined;
    }
    return new Promise((start) => {
      const behind = waiting.findIndex((other) => other.rank > rank);
      waiting.splice(behind < 0 ? waiting.length : behind, 0, { rank, start });
      admit();
    });
  }
  return {
    places: () => places,
    pass: async (rank, work) => {
      await enter(rank);
      try {
        return await work();
      } finally {
        working -= 1;
        steer();
        admit();
      }
    },
  };
}

function utilizationSinceLast(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const current = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(current, last);
    last = current;
    return utilization;
  };
}
