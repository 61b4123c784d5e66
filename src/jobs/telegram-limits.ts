import { redisScript } from '#platform/redis-script.js';
import { keyPrefix, type Redis } from '#platform/redis.js';

/**
 * Telegram's limits on sending (shared over all workers): 30 messages a second a bot, 20 a minute a group, one a
 * second a private chat with short bursts. Kept as sliding windows inside the limits, because the way to Telegram
 * squeezes the gaps: calls that are late by up to a quarter of a second still arrive within them.
 */
const windows = {
  bot: { max: 28, ms: 1_250 },
  group: { max: 20, ms: 61_000 },
  private: { max: 5, ms: 5_200 },
} as const;

/** KEYS 1 hold of the bot, 2 its window, 3 the chat's window. ARGV max and ms of both. Returns {bot wait, chat wait} in ms; 0 0 = go. */
const grant = redisScript(
  'telegramGrant',
  `
  local held = redis.call('PTTL', KEYS[1])
  if held > 0 then return {held, 0} end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local function wait(key, max, ms)
    local oldest = redis.call('LINDEX', key, max - 1)
    if not oldest then return 0 end
    return math.max(0, oldest + ms - now)
  end
  local function note(key, max, ms)
    redis.call('LPUSH', key, now); redis.call('LTRIM', key, 0, max - 1); redis.call('PEXPIRE', key, ms)
  end
  local bot = wait(KEYS[2], tonumber(ARGV[1]), tonumber(ARGV[2]))
  local chat = wait(KEYS[3], tonumber(ARGV[3]), tonumber(ARGV[4]))
  if bot > 0 or chat > 0 then return {bot, chat} end
  note(KEYS[2], tonumber(ARGV[1]), tonumber(ARGV[2])); note(KEYS[3], tonumber(ARGV[3]), tonumber(ARGV[4]))
  return {0, 0}`,
);

/** How long a call has to wait, and for whom: the whole bot, or only its chat. 0 and 0: it may go, and is counted. */
export interface Grant {
  readonly botWaitMs: number;
  readonly chatWaitMs: number;
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
  return {
    grant: async (botId, chatId) => {
      const chat = chatId.startsWith('-') ? windows.group : windows.private;
      const keys = [holdKey(botId), `${prefix}:pace:${botId}`, `${prefix}:pace:${botId}:${chatId}`];
      const limits = [windows.bot.max, windows.bot.ms, chat.max, chat.ms];
      const [botWaitMs, chatWaitMs] = (await grant(redis, keys, limits)) as [number, number];
      return { botWaitMs, chatWaitMs };
    },
    hold: async (botId, ms) => {
      await redis.set(holdKey(botId), '1', 'PX', Math.max(1, Math.ceil(ms)));
    },
  };
}
