import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import { watchUtilization } from './utilization.js';

/** Lets chats of flooded bots go on only so often that the machine keeps time for the other bots. */
export interface FloodThrottle {
  /**
   * A job of the bot ended: resolves when the bot's next chat may go on. That is at once, but for a bot that floods while
   * others have work too: those chats go on one after the other, in the order of the calls.
   */
  turn(botId: string, isFlood: boolean): Promise<void>;
  /** Milliseconds between two turns now. */
  gapMs(): number;
  /** Nobody waits any more, now or later. */
  close(): void;
}

export interface FloodThrottleOptions {
  /** The share (0 to 1) of the time since the last call in which the process or its machine was busy. */
  readonly utilization?: () => number;
  /** Milliseconds, of any beginning. */
  readonly clock?: () => number;
  /** Milliseconds between two looks at the utilization. */
  readonly everyMs?: number;
}

/** Where processes share processors that are busier than this, every step of every job waits for one. */
const aim = 0.6;
/** At full load a look makes the gap half as long again, on an idle machine it leaves less than half of it. */
const force = 1.4;
/** A shorter gap is none. */
const leastMs = 1;
/** However busy the machine is, and by whatever: a flood goes on, about as fast as Telegram lets a bot answer. */
const mostMs = 50;
/** At the beginning of a flood, so that it finds from below what the machine can bear. */
const firstMs = 16;
/** After so long without a flood, the next one is a new one. */
const forgetMs = 1_000;
/** A bot that has had work for so long is one for whom time is kept, and one that flooded so lately is not. */
const rememberMs = 30_000;
/** Of so many bots is it remembered. */
const mostKnown = 100;
/** Turns that a late timer missed are made up for so long. */
const missedMs = 10;

/**
 * Opens the pace of a process, for small machines (`WORKER_FLOOD_PACE`). All processes look at the same machine, so together they leave it as much time as one
 * would; on a machine that has time the gap is gone within a second.
 */
export function openFloodThrottle({
  utilization = watchUtilization(),
  clock = () => performance.now(),
  everyMs = 100,
}: FloodThrottleOptions = {}): FloodThrottle {
  const waiting: (() => void)[] = [];
  const floods = openMemory(clock);
  const others = openMemory(clock);
  let gapMs = firstMs;
  let turnedAt = clock() - gapMs;
  let lookedAt = clock();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function steer(at: number): void {
    if (at - lookedAt < everyMs) return;
    const used = utilization();
    if (at - lookedAt > forgetMs) gapMs = Math.max(gapMs, firstMs);
    else gapMs = Math.min(mostMs, Math.max(gapMs, leastMs) * Math.exp(force * (used - aim)));
    if (gapMs < leastMs) gapMs = 0;
    lookedAt = at;
  }
  function admit(): void {
    const at = clock();
    steer(at);
    while (waiting.length > 0 && (isClosed || others.isEmpty() || at >= turnedAt + gapMs)) {
      turnedAt = Math.min(at, Math.max(turnedAt + gapMs, at - missedMs));
      waiting.shift()?.();
    }
    if (waiting.length > 0) timer ??= setTimeout(tick, Math.min(everyMs, turnedAt + gapMs - at)).unref();
  }
  function tick(): void {
    timer = undefined;
    admit();
  }
  return {
    gapMs: () => gapMs,
    turn: (botId, isFlood) => {
      if (isFlood) {
        floods.note(botId);
        others.forget(botId);
      } else if (!floods.has(botId)) others.note(botId);
      if (!isFlood) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
        admit();
      });
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      admit();
    },
  };
}

/** Remembers the bots that were noted lately. */
function openMemory(clock: () => number) {
  // To the cache a start at 0 is none.
  const perf = { now: () => clock() + 1 };
  const noted = new LRUCache<string, true>({ max: mostKnown, ttl: rememberMs, ttlResolution: 0, perf });
  return {
    note: (botId: string): void => void noted.set(botId, true),
    has: (botId: string): boolean => noted.has(botId),
    forget: (botId: string): boolean => noted.delete(botId),
    isEmpty(): boolean {
      noted.purgeStale();
      return noted.size === 0;
    },
  };
}
