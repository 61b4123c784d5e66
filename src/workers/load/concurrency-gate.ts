import { performance } from 'node:perf_hooks';
import type { WithoutSlot } from '../handlers/handler.js';
import { watchUtilization } from './utilization.js';

/** Lets so many jobs of this process work at once as it can without making each of them slow. */
export interface ConcurrencyGate {
  /** Waits for a place, the lowest rank first, does the work and gives the place back. */
  pass<T>(rank: number, work: (withoutSlot: WithoutSlot) => Promise<T>): Promise<T>;
  /** How many may work at once now. */
  places(): number;
}

export interface ConcurrencyGateOptions {
  /** Places while the process has time left. */
  readonly most: number;
  /** The share (0 to 1) of the time since the last call in which the process or its machine was busy. */
  readonly utilization?: () => number;
  /** Milliseconds between two looks at it. */
  readonly everyMs?: number;
}

/** A process or machine that is busier than this gains nothing by more jobs at once: they only wait for each other. */
const busy = 0.9;
const calm = 0.75;
/** Places that stay however busy it is, where there are so many. */
const fewest = 3;
/** Lower than any rank. */
const begun = -1;

interface Waiting {
  readonly rank: number;
  readonly start: () => void;
}

/**
 * Opens a gate of `most` places that narrows while the event loop or the machine is busy all the time and widens while
 * neither is (jobs wait for the outside, or hang). Without it, a flood of one bot that keeps a process busy makes every step of another
 * bot's job wait behind a step of each of the flood's jobs at work.
 */
export function openConcurrencyGate({
  most,
  utilization = watchUtilization(),
  everyMs = 100,
}: ConcurrencyGateOptions): ConcurrencyGate {
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
  function leave(): void {
    working -= 1;
    steer();
    admit();
  }
  async function withoutSlot<T>(outside: () => Promise<T>): Promise<T> {
    leave();
    try {
      return await outside();
    } finally {
      await enter(begun);
    }
  }
  return {
    places: () => places,
    pass: async (rank, work) => {
      await enter(rank);
      try {
        return await work(withoutSlot);
      } finally {
        leave();
      }
    },
  };
}
