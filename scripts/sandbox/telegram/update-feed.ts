import { randomUUID } from 'node:crypto';
import { ApiError } from './api-error.js';
import type { BotAccount, Json, PendingUpdate } from './types.js';
import type { World } from './world.js';

/** Message updates are kept a day by Telegram. */
const keepMs = 24 * 3600 * 1000;
const silentByDefault = ['chat_member', 'message_reaction', 'message_reaction_count'];
const otherPoll =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** How getUpdates was called. */
export interface PollRequest {
  offset: number;
  limit: number;
  timeoutMs: number;
  signal: AbortSignal;
}

interface Waiter {
  id: string;
  wake: () => void;
  fail: (error: Error) => void;
}

/** The undelivered updates of all bots: pushed by persons, taken by polls and webhooks. */
export interface UpdateFeed {
  /** Queues an update of a kind; returns its id, also when the bot did not ask for this kind. */
  push(bot: BotAccount, update: { type: string; payload: Json; queue: string; ttlMs?: number }): number;
  /** Queues an update exactly as given; a missing update_id is filled in. */
  pushRaw(bot: BotAccount, update: Json): number;
  /** Answers getUpdates: at once, when something comes, or empty after the timeout. */
  poll(bot: BotAccount, request: PollRequest): Promise<Json[]>;
  /** Fails the poll that waits, as setWebhook and a revoked token do. */
  endPoll(bot: BotAccount, error: Error): void;
  /** Forgets one update that a webhook took. */
  remove(bot: BotAccount, entry: PendingUpdate): void;
  /** Called with each new update. */
  onPush: (bot: BotAccount, entry: PendingUpdate) => void;
  close(): void;
}

/** The feed of a world. */
export function createUpdateFeed(world: World): UpdateFeed {
  const waiters = new Map<string, Waiter>();
  const add = (bot: BotAccount, entry: PendingUpdate): void => {
    insertByUpdateId(bot.pending, entry);
    feed.onPush(bot, entry);
    world.events.emit('updates', bot.id);
    waiters.get(bot.id)?.wake();
  };
  const feed: UpdateFeed = {
    onPush: () => {},
    push(bot, { type, payload, queue, ttlMs = keepMs }) {
      const update = { update_id: bot.nextUpdateId, [type]: payload };
      bot.nextUpdateId += 1;
      if (wants(bot, type)) add(bot, { update, queue, expiresAt: Date.now() + ttlMs });
      return update.update_id;
    },
    pushRaw(bot, raw) {
      const update = numbered(bot, raw);
      add(bot, { update, queue: queueOf(update), expiresAt: Date.now() + keepMs });
      return update.update_id;
    },
    poll(bot, request) {
      feed.endPoll(bot, new ApiError(409, otherPoll));
      if (confirm(bot, request.offset)) world.events.emit('updates', bot.id);
      const ready = firstUpdates(bot, request.limit);
      if (ready.length > 0 || request.timeoutMs === 0) return Promise.resolve(ready);
      return waitForUpdates(waiters, bot, request);
    },
    endPoll: (bot, error) => waiters.get(bot.id)?.fail(error),
    remove(bot, entry) {
      const index = bot.pending.indexOf(entry);
      if (index < 0) return;
      bot.pending.splice(index, 1);
      world.events.emit('updates', bot.id);
    },
    close() {
      for (const waiter of waiters.values()) waiter.fail(new ApiError(502, 'Bad Gateway'));
    },
  };
  return feed;
}

function numbered(bot: BotAccount, raw: Json): PendingUpdate['update'] {
  const update = { ...raw, update_id: Number(raw.update_id ?? bot.nextUpdateId) };
  bot.nextUpdateId = Math.max(bot.nextUpdateId, update.update_id + 1);
  return update;
}

/** The queue of an update somebody wrote by hand: its chat, its person, or one of its own. */
function queueOf(update: Json): string {
  const [kind, payload] = Object.entries(update).find(([key]) => key !== 'update_id') ?? ['none', null];
  const body = (payload ?? {}) as { chat?: { id?: number }; from?: { id?: number } };
  if (kind.endsWith('_query') && body.from?.id !== undefined) return `${kind}:${String(body.from.id)}`;
  return body.chat?.id === undefined ? `raw:${randomUUID()}` : `chat:${String(body.chat.id)}`;
}

/** Whether a bot asked for updates of a kind. */
function wants(bot: BotAccount, type: string): boolean {
  const asked = bot.allowedUpdates;
  return asked && asked.length > 0 ? asked.includes(type) : !silentByDefault.includes(type);
}

function insertByUpdateId(pending: PendingUpdate[], entry: PendingUpdate): void {
  let at = pending.length;
  while (at > 0 && pending[at - 1]!.update.update_id > entry.update.update_id) at -= 1;
  if (at === pending.length) pending.push(entry);
  else pending.splice(at, 0, entry);
}

/** Forgets what an offset confirms; false when that is nothing. */
function confirm(bot: BotAccount, offset: number): boolean {
  const { pending } = bot;
  if (offset === 0) return false;
  const kept =
    offset < 0 ? pending.length + offset : pending.findIndex((entry) => entry.update.update_id >= offset);
  const count = offset > 0 && kept < 0 ? pending.length : Math.max(kept, 0);
  return pending.splice(0, count).length > 0;
}

function firstUpdates(bot: BotAccount, limit: number): Json[] {
  const now = Date.now();
  const found: Json[] = [];
  for (const entry of bot.pending) {
    if (found.length === limit) break;
    if (entry.expiresAt >= now) found.push(entry.update);
  }
  return found;
}

function waitForUpdates(
  waiters: Map<string, Waiter>,
  bot: BotAccount,
  request: PollRequest,
): Promise<Json[]> {
  return new Promise((resolve, reject) => {
    const id = randomUUID();
    const end = (finish: () => void): void => {
      if (waiters.get(bot.id)?.id !== id) return;
      waiters.delete(bot.id);
      clearTimeout(timer);
      request.signal.removeEventListener('abort', finishNow);
      finish();
    };
    const finishNow = (): void => end(() => resolve(firstUpdates(bot, request.limit)));
    const timer = setTimeout(finishNow, request.timeoutMs);
    request.signal.addEventListener('abort', finishNow);
    const wake = (): void => void setImmediate(finishNow);
    waiters.set(bot.id, { id, wake, fail: (error) => end(() => reject(error)) });
  });
}
