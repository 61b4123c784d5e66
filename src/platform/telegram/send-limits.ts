import { randomUUID } from 'node:crypto';
import { redisScript } from '../redis-script.js';
import { keyPrefix, type Redis } from '../redis.js';
import { openTripFloor } from './trip-floor.js';

/**
 * Telegram's limits on sending (shared over all workers): 30 messages a second a bot, 20 a minute a group, one a
 * second a private chat with short bursts.
 *
 * A call counts from its grant until a window after its *end*. Its arrival at Telegram lies between the two, so
 * however late calls arrive, no window at Telegram's side can hold more than `max` of them: when the last of them was
 * granted, each of the others was still counted. A call that leaves on a permit which came with its message
 * (`SendPermit`) counts from before it began.
 */
const windows = {
  bot: { max: 30, ms: 1_003 },
  group: { max: 20, ms: 60_500 },
  private: { max: 5, ms: 5_050 },
} as const;
/** How many messages one call may send to a chat: what Telegram takes, and the windows hold. */
export const mostInAlbum = (chatId: string): number =>
  Math.min(10, (chatId.startsWith('-') ? windows.group : windows.private).max);

/** After so long a call has ended though nobody noted it (its worker died): longer than a call may take. */
const lostAfterMs = 30_000;

/** A third of a second, about: in which a bot sends ten messages when it sends all the time. */
const lateMs = 333;

/** A permit that came with its message is used at once or not at all: a pause that Telegram asked for since stays short of this. */
const usableMs = 500;

/** Methods that no limit counts: answers to taps, and questions. */
export const isFreeOfLimits = (method: string): boolean => /^(answer|get)/.test(method);

/**
 * For scripts, those of other files too; each key has the prefix `prefix`, one slot.
 * `isFreeOfLimits(method)`: as above.
 * `takeSendPermit(prefix, bot, chat, call, weight)`: bot wait, chat wait in ms; 0, 0 = go, and `call` counts from now on, as often as it
 * sends messages (`weight`, 1 where it is not said; no more than `mostInAlbum`).
 * `closeSendPermit(prefix, bot, chat, call, how, weight)`: 'unused', no call was made; else it has ended, and `how` is the ms since then
 * and of the way there and back.
 * The calls of a bot, and of each of its chats, are ZSETs call → ms until which it counts; none has more members than its limit.
 */
export const luaSendPermits = `
  local function isFreeOfLimits(method)
    return string.find(method, '^answer') ~= nil or string.find(method, '^get') ~= nil
  end
  local function sendNow()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end
  local function sendWindows(prefix, bot, chat)
    local calls = prefix .. ':calls:' .. bot
    local ofChat = {key = calls .. ':' .. chat, max = ${windows.private.max}, ms = ${windows.private.ms}}
    if string.sub(chat, 1, 1) == '-' then ofChat.max, ofChat.ms = ${windows.group.max}, ${windows.group.ms} end
    return {key = calls, max = ${windows.bot.max}, ms = ${windows.bot.ms}}, ofChat
  end
  local function eachMessage(call, weight, count)
    count(call)
    for n = 2, weight or 1 do count(call .. '.' .. n) end
  end
  local function takeSendPermit(prefix, bot, chat, call, weight)
    weight = weight or 1
    local held = redis.call('PTTL', prefix .. ':hold:' .. bot)
    if held > 0 then return held, 0 end
    local now = sendNow()
    local function wait(window)
      local key, max = window.key, window.max
      if redis.call('ZCARD', key) + weight <= max then return 0 end
      redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
      local count = redis.call('ZCARD', key)
      if count + weight <= max then return 0 end
      local at = count + weight - max - 1
      local freed = redis.call('ZRANGE', key, at, at, 'WITHSCORES')[2]
      return math.max(1, math.min(freed - now, window.ms))
    end
    local ofBot, ofChat = sendWindows(prefix, bot, chat)
    local botWait, chatWait = wait(ofBot), wait(ofChat)
    if botWait > 0 or chatWait > 0 then return botWait, chatWait end
    for _, window in ipairs({ofBot, ofChat}) do
      local ms = ${lostAfterMs} + window.ms
      eachMessage(call, weight, function(one) redis.call('ZADD', window.key, now + ms, one) end)
      redis.call('PEXPIRE', window.key, ms)
    end
    return 0, 0
  end
  local function closeSendPermit(prefix, bot, chat, call, how, weight)
    local now = how ~= 'unused' and sendNow() - how
    for _, window in ipairs({sendWindows(prefix, bot, chat)}) do
      eachMessage(call, weight, function(one)
        if now then redis.call('ZADD', window.key, 'XX', now + window.ms, one) else redis.call('ZREM', window.key, one) end
      end)
    end
  end
`;

/** KEYS 1 the prefix, 2 the bot's calls. ARGV bot, chat, call, messages that it sends. Returns {bot wait, chat wait}. */
const grant = redisScript(
  'telegramGrant',
  `${luaSendPermits} return {takeSendPermit(KEYS[1], ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]))}`,
);

/** KEYS as above. ARGV bot, chat, call, messages that it sends, ms of the way there and back: it has just ended. */
const end = redisScript(
  'telegramEnd',
  `${luaSendPermits} closeSendPermit(KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[5], tonumber(ARGV[4])) return 1`,
);

const tripFloor = openTripFloor();

/** KEYS as above. ARGV bot. Calls of the bot that ended within the last third of a second. */
const countOfLate = redisScript(
  'telegramCountOfLate',
  `${luaSendPermits}
  local ofBot = sendWindows(KEYS[1], ARGV[1], '0')
  local latest = sendNow() + ofBot.ms
  return redis.call('ZCOUNT', ofBot.key, latest - ${lateMs}, latest)`,
);

/** How long a call has to wait, and for whom: the whole bot, or only its chat. 0 and 0: it may go, and is counted. */
export interface Grant {
  readonly botWaitMs: number;
  readonly chatWaitMs: number;
  /**
   * To be called when the call has ended, however it did, with the ms after which Telegram answered, if it did; resolves when that
   * is noted, never rejects.
   */
  end(answeredMs?: number): Promise<void>;
}

/** The pace of one fleet's calls. */
export interface TelegramLimits {
  /** `messages`: how many the call sends, at most `mostInAlbum` of the chat. */
  grant(botId: string, chatId: string, messages?: number): Promise<Grant>;
  /** How many messages of a bot ended within the last third of a second: ten, when it sends all that it may. */
  countOfLate(botId: string): Promise<number>;
  /** Telegram said 429: nothing of the bot leaves for `ms`. */
  hold(botId: string, ms: number): Promise<void>;
}

/** A permit that was taken in the step in which its message came to this process, and is closed in the one that ends it. */
export interface SendPermit {
  /** May a call to this chat leave on it? Once, and soon; otherwise the call asks for a permit of its own. */
  use(chatId: string): boolean;
  /** The call that left on it has ended, however it did; with the ms after which Telegram answered, if it did. */
  end(answeredMs?: number): void;
  /** How `closeSendPermit` closes it; '' while its call is under way: then it counts until it is lost. */
  closing(): '' | 'unused' | `${number}`;
}

/**
 * A permit for one call to the chat that was asked for at `askedAt` (`performance.now()`, before Redis was asked). What is
 * late needs another: the permit would be lost before the call has ended, or the bot is held since.
 */
export function openSendPermit(chatId: string, askedAt: number): SendPermit {
  let state: 'ended' | 'unused' | 'used' = 'unused';
  let sparedMs = 0;
  let endedAt = 0;
  return {
    use: (chat) => {
      if (state !== 'unused' || chat !== chatId || performance.now() - askedAt > usableMs) return false;
      state = 'used';
      return true;
    },
    end: (answeredMs) => {
      state = 'ended';
      sparedMs = tripFloor.spares(answeredMs);
      endedAt = performance.now();
    },
    closing: () => {
      if (state === 'ended') return `${Math.floor(sparedMs + performance.now() - endedAt)}`;
      return state === 'unused' ? 'unused' : '';
    },
  };
}

/** Opens the limits; groups and channels have negative chat ids. */
export function telegramLimits(redis: Redis, prefix = keyPrefix): TelegramLimits {
  const me = randomUUID();
  let calls = 0;
  return {
    grant: async (botId, chatId, messages = 1) => {
      calls += 1;
      const keys = [prefix, `${prefix}:calls:${botId}`];
      const args = [botId, chatId, `${me}.${calls}`, String(messages)];
      const [botWaitMs, chatWaitMs] = (await grant(redis, keys, args)) as [number, number];
      return {
        botWaitMs,
        chatWaitMs,
        end: async (answeredMs) => {
          // Unnoted, the call counts a little longer; that is all.
          await end(redis, keys, [...args, tripFloor.spares(answeredMs)]).catch(() => undefined);
        },
      };
    },
    countOfLate: async (botId) =>
      Number(await countOfLate(redis, [prefix, `${prefix}:calls:${botId}`], [botId])),
    hold: async (botId, ms) => {
      await redis.set(`${prefix}:hold:${botId}`, '1', 'PX', Math.max(1, Math.ceil(ms)));
    },
  };
}
