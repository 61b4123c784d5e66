import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';

/** What a poller tells and asks at a tick. */
export interface TickRequest {
  /** Did this poller hold a lease before? It is told when the lease ran out. */
  readonly hadLease: boolean;
  /** Bots it believes to hold, without those it lets go. */
  readonly heldCount: number;
  /** Bots it let go: their loops have ended. */
  readonly release: readonly string[];
  /** Bots it let go that nobody shall poll. */
  readonly forget: readonly string[];
  /** Bots that are to be polled; those nobody holds become free. */
  readonly want: readonly string[];
  /** Bots that are not to be polled any more. */
  readonly unwant: readonly string[];
  /** At most so many bots are taken in one tick. */
  readonly room: number;
}

export interface TickAnswer {
  /** The lease had run out and its bots are others' now: everything must stop; no lease was taken. */
  readonly isLost: boolean;
  /** Bots that are polled or free. */
  readonly total: number;
  /** The most bots that one poller should hold. */
  readonly share: number;
  readonly claimed: readonly string[];
  /** All bots this poller holds, when its count was wrong. */
  readonly held: readonly string[] | undefined;
}

/** The pollers' agreement in Redis: who polls which bot. */
export interface Leases {
  tick(request: TickRequest): Promise<TickAnswer>;
  /** Gives everything back at once. */
  leave(): Promise<void>;
  /** Bots that are polled or free. */
  known(): Promise<Set<string>>;
}

export interface LeasesSetting {
  readonly redis: Redis;
  readonly prefix: string;
  readonly pollerId: string;
  readonly leaseMs: number;
}

/**
 * KEYS of all: 1 pollers (ZSET poller → lease's end in ms), 2 owners (HASH bot → poller), 3 free bots (SET),
 * 4 quiet (exists while nothing may be taken), 5 prefix of the pollers' own sets (`held:<poller>`, SET of bots).
 * The lease is the poller's; a bot is leased while its owner's lease runs. So renewing costs the same for one bot
 * and for ten thousand.
 */
const shared = `
  local me = ARGV[1]
  local function letGo(poller, bot, isForgotten)
    if redis.call('HGET', KEYS[2], bot) == poller then
      redis.call('HDEL', KEYS[2], bot)
      if not isForgotten then redis.call('SADD', KEYS[3], bot) end
    end
    redis.call('SREM', KEYS[5] .. poller, bot)
  end
  local function bury(poller)
    for _, bot in ipairs(redis.call('SMEMBERS', KEYS[5] .. poller)) do letGo(poller, bot, false) end
    redis.call('ZREM', KEYS[1], poller)
  end
`;

/**
 * ARGV 2 ms of the lease, 3 had a lease, 4 count of held bots, 5 room, 6 JSON of the four lists.
 * A poller that held bots when Redis was emptied makes everybody wait one lease: others may still poll theirs.
 */
const tick = redisScript(
  'tickPoller',
  `${shared}
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local leaseMs, hadLease, asked = tonumber(ARGV[2]), ARGV[3] == '1', cjson.decode(ARGV[6])
  local mine = redis.call('ZSCORE', KEYS[1], me)
  local wasEmptied = redis.call('ZCARD', KEYS[1]) == 0
  for _, poller in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do bury(poller) end
  if hadLease and not (mine and tonumber(mine) > now) then
    if wasEmptied then redis.call('SET', KEYS[4], '1', 'PX', leaseMs) end
    return {1, 0, 0, {}, 0, {}}
  end
  redis.call('ZADD', KEYS[1], now + leaseMs, me)
  for _, bot in ipairs(asked.release) do letGo(me, bot, false) end
  for _, bot in ipairs(asked.forget) do letGo(me, bot, true) end
  for _, bot in ipairs(asked.want) do
    if redis.call('HEXISTS', KEYS[2], bot) == 0 then redis.call('SADD', KEYS[3], bot) end
  end
  for _, bot in ipairs(asked.unwant) do redis.call('SREM', KEYS[3], bot) end
  local held = redis.call('SCARD', KEYS[5] .. me)
  local isWrong = held ~= tonumber(ARGV[4])
  local total = redis.call('HLEN', KEYS[2]) + redis.call('SCARD', KEYS[3])
  local share = math.ceil(total / redis.call('ZCARD', KEYS[1]))
  local count = math.min(share - held, tonumber(ARGV[5]))
  local claimed = {}
  if count > 0 and redis.call('EXISTS', KEYS[4]) == 0 then
    claimed = redis.call('SPOP', KEYS[3], count)
    for _, bot in ipairs(claimed) do
      redis.call('HSET', KEYS[2], bot, me)
      redis.call('SADD', KEYS[5] .. me, bot)
    end
  end
  if isWrong then return {0, total, share, claimed, 1, redis.call('SMEMBERS', KEYS[5] .. me)} end
  return {0, total, share, claimed, 0, {}}`,
);

const leave = redisScript('leavePollers', `${shared} bury(me) return 1`);

type RawAnswer = [number, number, number, string[], number, string[]];

/** Opens the agreement for one poller; a lease is `leaseMs` long by Redis' clock. */
export function openLeases({ redis, prefix, pollerId, leaseMs }: LeasesSetting): Leases {
  const base = `${prefix}:pollers`;
  const [owners, free] = [`${base}:owners`, `${base}:free`];
  const keys = [`${base}:alive`, owners, free, `${base}:quiet`, `${base}:held:`];
  return {
    tick: async ({ hadLease, heldCount, room, ...lists }) => {
      const args = [pollerId, leaseMs, hadLease ? 1 : 0, heldCount, room, JSON.stringify(lists)];
      const answer = (await tick(redis, keys, args)) as RawAnswer;
      const [isLost, total, share, claimed, isWrong, held] = answer;
      return { isLost: isLost === 1, total, share, claimed, held: isWrong === 1 ? held : undefined };
    },
    leave: async () => {
      await leave(redis, keys, [pollerId]);
    },
    known: async () => {
      const parts = await Promise.all([redis.hkeys(owners), redis.smembers(free)]);
      return new Set(parts.flat());
    },
  };
}
