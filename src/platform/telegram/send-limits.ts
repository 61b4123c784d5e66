import { randomUUID } from 'node:crypto';
import { redisScript } from '../redis-script.js';
import { keyPrefix, type Redis } from '../redis.js';

/**
 * Telegram's limits on sending (shared over all workers): 30 messages a second a bot, 20 a minute a group, one a
 * second a private chat with short bursts.
 *
 * A call counts from its grant until a window after its *end*. Its arrival at Telegram lies between the two, so
 * however late calls arrive, no window at Telegram's side can hold more than `max` of them: when the last of them was
 * granted, each of the others was still counted.
 */
const windows = {
  bot: { max: 28, ms: 1_000 },
  group: { max: 20, ms: 60_500 },
  private: { max: 5, ms: 5_050 },
} as const;
/** After so long a call has ended though nobody noted it (its worker died): longer than a call may take. */
const lostAfterMs = 30_000;

/**
 * KEYS 1 hold of the bot, 2 its calls, 3 the chat's calls (ZSETs call → ms until which it counts).
 * ARGV call, lostAfterMs, then max and ms of both. Returns {bot wait, chat wait} in ms; 0 0 = go.
 */
const grant = redisScript(
  'telegramGrant',
  `
  local held = redis.call('PTTL', KEYS[1])
  if held > 0 then return {held, 0} end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local function wait(key, max, ms)
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
    local count = redis.call('ZCARD', key)
    if count < max then return 0 end
    local freed = redis.call('ZRANGE', key, count - max, count - max, 'WITHSCORES')[2]
    return math.max(1, math.min(freed - now, ms))
  end
  local bot = wait(KEYS[2], tonumber(ARGV[3]), tonumber(ARGV[4]))
  local chat = wait(KEYS[3], tonumber(ARGV[5]), tonumber(ARGV[6]))
  if bot > 0 or chat > 0 then return {bot, chat} end
  for at = 2, 3 do
    local ms = ARGV[2] + ARGV[at * 2]
    redis.call('ZADD', KEYS[at], now + ms, ARGV[1])
    redis.call('PEXPIRE', KEYS[at], ms)
  end
  return {0, 0}`,
);

/** KEYS 1 the bot's calls, 2 the chat's. ARGV call, ms of both windows. */
const end = redisScript(
  'telegramEnd',
  `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  for at = 1, 2 do redis.call('ZADD', KEYS[at], 'XX', now + ARGV[at + 1], ARGV[1]) end
  return 1`,
);

/** How long a call has to wait, and for whom: the whole bot, or only its chat. 0 and 0: it may go, and is counted. */
export interface Grant {
  readonly botWaitMs: number;
  readonly chatWaitMs: number;
  /** To be called when the call has ended, however it did; resolves when that is noted, never rejects. */
  end(): Promise<void>;
}

/** The pace of one fleet's calls. */
export interface TelegramLimits {
  grant(botId: string, chatId: string): Promise<Grant>;
  /** Telegram said 429: nothing of the bot leaves for `ms`. */
  hold(botId: string, ms: number): Promise<void>;
}

/** Opens the limits; groups and channels have negative chat ids. */
export function telegramLimits(redis: Redis, prefix = keyPrefix): TelegramLimits {
  const holdKey = (botId: string) => `${prefix}:hold:${botId}`;
  const me = randomUUID();
  let calls = 0;
  return {
    grant: async (botId, chatId) => {
      calls += 1;
      const call = `${me}.${calls}`;
      const chat = chatId.startsWith('-') ? windows.group : windows.private;
      const counted = [`${prefix}:calls:${botId}`, `${prefix}:calls:${botId}:${chatId}`];
      const limits = [windows.bot.max, windows.bot.ms, chat.max, chat.ms];
      const [botWaitMs, chatWaitMs] = (await grant(
        redis,
        [holdKey(botId), ...counted],
        [call, lostAfterMs, ...limits],
      )) as [number, number];
      return {
        botWaitMs,
        chatWaitMs,
        end: async () => {
          // Unnoted, the call counts a little longer; that is all.
          await end(redis, counted, [call, windows.bot.ms, chat.ms]).catch(() => undefined);
        },
      };
    },
    hold: async (botId, ms) => {
      await redis.set(holdKey(botId), '1', 'PX', Math.max(1, Math.ceil(ms)));
    },
  };
}
