import { setMaxListeners } from 'node:events';
import { postWebhook, type WebhookAnswer } from './post-webhook.js';
import type { BotAccount, Json, PendingUpdate } from './types.js';
import type { UpdateFeed } from './update-feed.js';
import { unixNow, type World } from './world.js';

/** Updates of one queue; one of them is on its way at a time. */
interface Lane {
  key: string;
  items: PendingUpdate[];
  failures: number;
  delayMs: number;
}

/** What is under way for one bot's webhook; a new setWebhook starts a new one. */
interface Delivery {
  bot: BotAccount;
  lanes: Map<string, Lane>;
  ready: Lane[];
  inFlight: number;
  isStopped: boolean;
}

/** Delivers updates as the server does: in order per queue, up to max_connections at once, with retries. */
export interface WebhookSender {
  /** Starts anew for a bot whose webhook was set or removed. */
  restart(bot: BotAccount): void;
  /** Holds all deliveries back, or lets them go. */
  setPaused(isPaused: boolean): void;
  close(): void;
}

/** What the sender needs from the rest of the stand-in. */
export interface SenderParts {
  world: World;
  feed: UpdateFeed;
  /** Runs the call that a webhook may put into its answer. */
  runReply(bot: BotAccount, call: Json): void;
}

/** The sender of a world; it follows the feed at once. */
export function createWebhookSender(parts: SenderParts): WebhookSender {
  const deliveries = new Map<string, Delivery>();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // One a delivery under way, and there may be many.
  const state = { parts, closing, isPaused: false };

  parts.feed.onPush = (bot, entry) => {
    const delivery = deliveries.get(bot.id);
    if (!delivery) return;
    addToLane(delivery, entry);
    pump(state, delivery);
  };
  return {
    restart(bot) {
      const old = deliveries.get(bot.id);
      if (old) old.isStopped = true;
      deliveries.delete(bot.id);
      if (!bot.webhook) return;
      const delivery: Delivery = { bot, lanes: new Map(), ready: [], inFlight: 0, isStopped: false };
      deliveries.set(bot.id, delivery);
      for (const entry of bot.pending) addToLane(delivery, entry);
      pump(state, delivery);
    },
    setPaused(isPaused) {
      state.isPaused = isPaused;
      if (!isPaused) for (const delivery of deliveries.values()) pump(state, delivery);
    },
    close() {
      for (const delivery of deliveries.values()) delivery.isStopped = true;
      closing.abort();
    },
  };
}

interface SenderState {
  parts: SenderParts;
  closing: AbortController;
  isPaused: boolean;
}

function addToLane(delivery: Delivery, entry: PendingUpdate): void {
  const lane = delivery.lanes.get(entry.queue);
  if (lane) {
    lane.items.push(entry);
    return;
  }
  const fresh = { key: entry.queue, items: [entry], failures: 0, delayMs: 0 };
  delivery.lanes.set(entry.queue, fresh);
  delivery.ready.push(fresh);
}

function pump(state: SenderState, delivery: Delivery): void {
  const max = delivery.bot.webhook?.maxConnections ?? 0;
  while (!state.isPaused && !delivery.isStopped && delivery.inFlight < max) {
    const lane = delivery.ready.shift();
    if (!lane) return;
    delivery.inFlight += 1;
    void deliver(state, delivery, lane).finally(() => {
      delivery.inFlight -= 1;
      pump(state, delivery);
    });
  }
}

async function deliver(state: SenderState, delivery: Delivery, lane: Lane): Promise<void> {
  const { bot } = delivery;
  const entry = lane.items[0]!;
  if (!bot.webhook) return;
  if (entry.expiresAt < Date.now()) return finishEntry(state, delivery, lane);
  const { webhookTimeoutMs } = state.parts.world.options;
  const request = { webhook: bot.webhook, update: entry.update, timeoutMs: webhookTimeoutMs };
  const answer = await postWebhook({ ...request, signal: state.closing.signal });
  if (answer.error === undefined) {
    finishEntry(state, delivery, lane);
    if (answer.call) state.parts.runReply(bot, answer.call);
    return;
  }
  if (delivery.isStopped) return;
  bot.webhook.lastErrorAt = unixNow();
  bot.webhook.lastErrorMessage = answer.error;
  retryLater(state, { delivery, lane, answer });
}

function finishEntry(state: SenderState, delivery: Delivery, lane: Lane): void {
  state.parts.feed.remove(delivery.bot, lane.items.shift()!);
  lane.failures = 0;
  lane.delayMs = 0;
  if (lane.items.length > 0) delivery.ready.push(lane);
  else delivery.lanes.delete(lane.key);
}

/** The first retry comes at once, later ones after a pause that doubles up to about a minute. */
function retryLater(
  state: SenderState,
  failed: { delivery: Delivery; lane: Lane; answer: WebhookAnswer },
): void {
  const { delivery, lane, answer } = failed;
  const base = state.parts.world.options.retryBaseMs;
  if (lane.failures > 0) lane.delayMs = Math.min(Math.max(lane.delayMs * 2, base), base * 60);
  lane.failures += 1;
  const waitMs = answer.retryAfterMs ?? lane.delayMs;
  const { signal } = state.closing;
  const giveUp = (): void => clearTimeout(timer);
  const again = (): void => {
    signal.removeEventListener('abort', giveUp);
    delivery.ready.push(lane);
    pump(state, delivery);
  };
  const timer = setTimeout(again, waitMs);
  signal.addEventListener('abort', giveUp, { once: true });
}
