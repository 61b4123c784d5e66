import { tooManyRequests } from './api-error.js';
import type { Limit } from './options.js';
import type { BotAccount, Chat } from './types.js';
import type { World } from './world.js';

/** A moment at which a bot sent more than Telegram allows, or sent although it had been told to wait. */
export interface Violation {
  kind: 'bot' | 'chat' | 'group' | 'hold';
  botId: string;
  chatId?: string;
  at: number;
  count: number;
  max: number;
}

/** Counts what bots send and says when it is too much. */
export interface LimitKeeper {
  /** Counts one sent message (or edit, which only the bot's and the group's window count). */
  count(bot: BotAccount, chat: Chat, kind: 'send' | 'edit'): void;
  /** Counts a token the server meets for the first time. */
  countToken(bot: BotAccount): void;
  /** Remembers that a bot, or one of its chats, was told to wait. */
  hold(botId: string, chatId: string | undefined, seconds: number): void;
  violations: Violation[];
}

const holdSlackMs = 50;
const maxKept = 10_000;

/** The keeper of a world. */
export function createLimitKeeper(world: World): LimitKeeper {
  const windows: Windows = new Map();
  const holds = new Map<string, { from: number; until: number }>();
  const met = new Set<string>();
  const keeper: LimitKeeper = {
    violations: [],
    count(bot, chat, kind) {
      const now = Date.now();
      noteHolds(keeper, holds, { bot, chat, now });
      countSent({ world, windows, keeper }, { bot, chat, kind, now });
    },
    countToken(bot) {
      const limit = world.options.coldTokens;
      if (!limit || met.has(bot.id)) return;
      countColdToken(windows, limit);
      met.add(bot.id);
    },
    hold(botId, chatId, seconds) {
      const now = Date.now();
      const from = now + world.options.holdGraceMs;
      const until = now + seconds * 1000 - holdSlackMs;
      holds.set(chatId ? `${botId}:${chatId}` : botId, { from, until });
    },
  };
  return keeper;
}

type Windows = Map<string, number[]>;

interface Sent {
  bot: BotAccount;
  chat: Chat;
  kind: 'send' | 'edit';
  now: number;
}

function countSent(parts: { world: World; windows: Windows; keeper: LimitKeeper }, sent: Sent): void {
  const { world, windows, keeper } = parts;
  const scopes = scopesOf(world, sent);
  const full = scopes.map((scope) => measure(windows, scope, sent.now)).filter((one) => one !== undefined);
  for (const { scope, count } of full) {
    const where = { botId: sent.bot.id, chatId: sent.chat.id, at: sent.now };
    note(keeper, { kind: scope.kind, ...where, count, max: scope.limit.max });
  }
  if (full.length > 0 && world.options.limitsRefuse) {
    throw tooManyRequests(Math.max(...full.map(({ waitMs }) => Math.ceil(waitMs / 1000)), 1));
  }
  for (const scope of scopes) windows.get(scope.key)!.push(sent.now);
}

interface Scope {
  key: string;
  kind: Violation['kind'];
  limit: Limit;
}

function scopesOf(world: World, sent: Sent): Scope[] {
  const { limits } = world.options;
  if (!limits) return [];
  const narrow = ({ max, windowMs }: Limit): Limit => ({ max, windowMs: windowMs - limits.slackMs });
  const scopes: Scope[] = [{ key: sent.bot.id, kind: 'bot', limit: narrow(limits.perBot) }];
  const key = `${sent.bot.id}:${sent.chat.id}`;
  if (sent.chat.type !== 'private') scopes.push({ key, kind: 'group', limit: narrow(limits.perGroup) });
  else if (sent.kind === 'send') scopes.push({ key, kind: 'chat', limit: narrow(limits.perChat) });
  return scopes;
}

function measure(
  windows: Windows,
  scope: Scope,
  now: number,
): { scope: Scope; count: number; waitMs: number } | undefined {
  const times = windows.get(scope.key) ?? [];
  const { max, windowMs } = scope.limit;
  let old = 0;
  while (old < times.length && times[old]! <= now - windowMs) old += 1;
  if (old > 0) times.splice(0, old);
  windows.set(scope.key, times);
  if (times.length < max) return undefined;
  return { scope, count: times.length + 1, waitMs: times[times.length - max]! + windowMs - now };
}

function countColdToken(windows: Windows, limit: { perMinute: number; perHour: number }): void {
  const scopes: Scope[] = [
    { key: 'cold:minute', kind: 'hold', limit: { max: limit.perMinute, windowMs: 60_000 } },
    { key: 'cold:hour', kind: 'hold', limit: { max: limit.perHour, windowMs: 3_600_000 } },
  ];
  const now = Date.now();
  const waits = scopes.map((scope) => measure(windows, scope, now)?.waitMs ?? 0);
  const waitMs = Math.max(...waits);
  if (waitMs > 0) throw tooManyRequests(Math.floor(waitMs / 1000) + 1);
  for (const scope of scopes) windows.get(scope.key)!.push(now);
}

function noteHolds(
  keeper: LimitKeeper,
  holds: Map<string, { from: number; until: number }>,
  sent: { bot: BotAccount; chat: Chat; now: number },
): void {
  for (const key of [sent.bot.id, `${sent.bot.id}:${sent.chat.id}`]) {
    const hold = holds.get(key);
    if (!hold) continue;
    if (sent.now > hold.until) holds.delete(key);
    else if (sent.now >= hold.from) {
      note(keeper, {
        kind: 'hold',
        botId: sent.bot.id,
        chatId: sent.chat.id,
        at: sent.now,
        count: 1,
        max: 0,
      });
    }
  }
}

function note(keeper: LimitKeeper, violation: Violation): void {
  if (keeper.violations.length < maxKept) keeper.violations.push(violation);
}
