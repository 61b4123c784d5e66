import { randomUUID } from 'node:crypto';
import { redisScript } from '#platform/redis-script.js';
import { keyPrefix, type Redis } from '#platform/redis.js';

/** closed: calls go; open: none does; half-open: one tries whether the panel is back. */
export type BreakerState = 'closed' | 'half-open' | 'open';

export interface PanelPace {
  readonly callsPerSecond: number;
  /** Calls at the same time, over all workers. */
  readonly concurrency: number;
  /** Faults in a row that open the breaker. */
  readonly faults: number;
  /** Pause of the first opening in ms; doubles with each failed try up to `longestMs`. */
  readonly firstMs: number;
  readonly longestMs: number;
}

export const standardPace: PanelPace = {
  callsPerSecond: 20,
  concurrency: 8,
  faults: 5,
  firstMs: 2_000,
  longestMs: 60_000,
};

/** After so long a call has ended though nobody noted it (its worker died): longer than a call may take. */
const lostAfterMs = 30_000;
const states: readonly BreakerState[] = ['closed', 'half-open', 'open'];

/**
 * KEYS 1 breaker (hash: faults in a row, openings in a row, until, probe and its end), 2 calls of the last second, 3
 * calls at work (ZSETs call → ms until which it counts). ARGV call, calls a second, concurrency, lostAfterMs.
 * Returns {wait in ms, state, 1 when only the pace makes it wait}; 0 = go.
 */
const grant = redisScript(
  'panelGrant',
  `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local held = redis.call('HMGET', KEYS[1], 'until', 'probe_until')
  local open = tonumber(held[1] or '0')
  local probe = tonumber(held[2] or '0')
  if open > now then return {open - now, 2, 0} end
  if open > 0 and probe > now then return {math.min(1000, probe - now), 1, 0} end
  local function wait(key, max)
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
    local count = redis.call('ZCARD', key)
    if count < max then return 0 end
    local freed = redis.call('ZRANGE', key, count - max, count - max, 'WITHSCORES')[2]
    return math.max(1, freed - now)
  end
  local state = open > 0 and 1 or 0
  local rate = wait(KEYS[2], tonumber(ARGV[2]))
  if rate > 0 then return {math.min(rate, 1000), state, 1} end
  if wait(KEYS[3], tonumber(ARGV[3])) > 0 then return {100, state, 1} end
  redis.call('ZADD', KEYS[2], now + 1000, ARGV[1])
  redis.call('PEXPIRE', KEYS[2], 2000)
  redis.call('ZADD', KEYS[3], now + ARGV[4], ARGV[1])
  redis.call('PEXPIRE', KEYS[3], ARGV[4])
  if open > 0 then redis.call('HSET', KEYS[1], 'probe', ARGV[1], 'probe_until', now + ARGV[4]) end
  return {0, state, 0}`,
);

/**
 * KEYS 1 breaker, 2 calls at work. ARGV call, outcome ('ok', 'fault', 'none'), faults that open, firstMs, longestMs,
 * ms that the panel wants nothing at all (0: no such wish). Returns {state, 1 when this opened the breaker}.
 */
const end = redisScript(
  'panelEnd',
  `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREM', KEYS[2], ARGV[1])
  local held = redis.call('HMGET', KEYS[1], 'until', 'probe', 'faults', 'openings')
  local open = tonumber(held[1] or '0')
  local isProbe = held[2] == ARGV[1]
  if ARGV[2] == 'ok' then
    if open == 0 or isProbe then redis.call('DEL', KEYS[1]) return {0, 0} end
    return {open > now and 2 or 1, 0}
  end
  if isProbe then redis.call('HDEL', KEYS[1], 'probe', 'probe_until') end
  if ARGV[2] == 'none' then return {open > now and 2 or (open > 0 and 1 or 0), 0} end
  local faults = tonumber(held[3] or '0') + 1
  redis.call('HSET', KEYS[1], 'faults', faults)
  redis.call('PEXPIRE', KEYS[1], 3600000)
  if open > now or (open > 0 and not isProbe) then return {open > now and 2 or 1, 0} end
  if not isProbe and faults < tonumber(ARGV[3]) then return {0, 0} end
  local openings = tonumber(held[4] or '0')
  local pause = math.min(tonumber(ARGV[5]), tonumber(ARGV[4]) * 2 ^ math.min(openings, 20))
  redis.call('HSET', KEYS[1], 'until', math.floor(now + pause), 'openings', openings + 1)
  return {2, isProbe and 0 or 1}`,
);

/** Leave for one call, or how long to wait for it. */
export interface PanelGrant {
  /** 0: it may go, and is counted until `end`. */
  readonly waitMs: number;
  readonly state: BreakerState;
  /** Only the pace makes it wait, not the breaker. */
  readonly isPaced: boolean;
  /** `fault`: the panel as a whole is in trouble. Resolves with the breaker's state; never rejects. */
  end(outcome: 'ok' | 'fault' | 'none'): Promise<{ state: BreakerState; hasOpened: boolean }>;
}

/** The pace of all workers' calls to one panel, and the breaker that keeps them away while it is down. */
export interface PanelLimits {
  grant(): Promise<PanelGrant>;
}

/** Opens the limits of the panel that `panelId` names (no secret: it becomes part of keys). */
export function panelLimits(
  redis: Redis,
  { panelId, pace, prefix = keyPrefix }: { panelId: string; pace: PanelPace; prefix?: string },
): PanelLimits {
  const key = (name: string) => `${prefix}:panel:${panelId}:${name}`;
  const breaker = key('breaker');
  const busy = key('busy');
  const me = randomUUID();
  let calls = 0;
  return {
    grant: async () => {
      calls += 1;
      const call = `${me}.${calls}`;
      const wanted = [call, pace.callsPerSecond, pace.concurrency, lostAfterMs];
      const [waitMs, state, isPaced] = (await grant(
        redis,
        [breaker, key('calls'), busy],
        wanted,
      )) as number[];
      return {
        waitMs: waitMs ?? 0,
        state: states[state ?? 0] as BreakerState,
        isPaced: isPaced === 1,
        end: async (outcome) => {
          // Unnoted, the call counts until it must have ended; that is all.
          const told = await end(
            redis,
            [breaker, busy],
            [call, outcome, pace.faults, pace.firstMs, pace.longestMs],
          ).catch(() => [0, 0]);
          const [now, opened] = told as number[];
          return { state: states[now ?? 0] as BreakerState, hasOpened: opened === 1 };
        },
      };
    },
  };
}
