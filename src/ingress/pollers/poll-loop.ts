import { isUrgent, type Intake } from '#jobs/intake.js';
import { backoffMs, pause } from '#platform/clock.js';
import { classify, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { allowedUpdates } from '#platform/telegram/allowed-updates.js';
import { callTelegram, TelegramError } from '#platform/telegram/client.js';
import { handleConflicts, type ConflictAdvice } from './handle-conflict.js';
import type { PollPacing } from './poll-pacing.js';
import { readUpdates } from './read-updates.js';

/** `waiting`: Telegram asked for patience; `revoked`: it refused the token; `ended`: nothing runs any more. */
export type PollState = 'polling' | 'waiting' | 'retrying' | 'conflict' | 'revoked' | 'ended';

export interface PolledBot {
  readonly botId: string;
  /** Telegram's id of it; absent: it is not known. */
  readonly telegramBotId?: string;
  readonly token: string;
  readonly tokenHash: string;
}

/** What all loops of a process share. */
export interface PollWorld {
  readonly apiRoot: string;
  /** Seconds that Telegram holds an empty answer back. */
  readonly pollSeconds: number;
  /** Milliseconds that an answer may be late before the call is given up. */
  readonly answerMs: number;
  readonly intake: Intake;
  /** Does this process's lease still run? Asked before each call and before each hand-over. */
  isLeased(): boolean;
  /** Milliseconds that a token must wait before its first call; 0 = go. */
  waitForToken(tokenHash: string): Promise<number>;
  /** The turns of flooded bots. */
  readonly pacing: PollPacing;
  /** Told of what came in: `accepted`, `duplicate` or `refused`, and how many. */
  onUpdates(botId: string, result: string, count: number): void;
}

/** One bot's getUpdates loop; it ends by `stop`, by the lease's end, or when the token is refused. */
export interface PollLoop {
  readonly tokenHash: string;
  state(): PollState;
  /** Stable code of the fault that the loop waits out, if it does. */
  fault(): string | undefined;
  /** How often in a row it failed. */
  failures(): number;
  /** Breaks off the long poll and resolves when a hand-over in progress is through. */
  stop(): Promise<void>;
}

interface Loop {
  readonly bot: PolledBot;
  readonly world: PollWorld;
  readonly advise: (description: string) => ConflictAdvice;
  state: PollState;
  fault: string | undefined;
  offset: number | undefined;
  failures: number;
  isStopped: boolean;
  /** Ends the call or the pause at hand; a new one each time, so that an idle loop keeps nothing alive. */
  breakOff: AbortController;
}

const emptyPauseMs = 200;
/** The most that Telegram gives at once. */
const mostUpdates = 100;
const deleteWebhookMs = 20_000;

/** Starts polling; updates are confirmed to Telegram only after the intake holds them. */
export function startPollLoop(bot: PolledBot, world: PollWorld): PollLoop {
  const loop: Loop = {
    bot,
    world,
    advise: handleConflicts(),
    state: 'polling',
    fault: undefined,
    offset: undefined,
    failures: 0,
    isStopped: false,
    breakOff: new AbortController(),
  };
  const running = run(loop);
  return {
    tokenHash: bot.tokenHash,
    state: () => loop.state,
    fault: () => loop.fault,
    failures: () => loop.failures,
    stop: () => {
      loop.isStopped = true;
      loop.breakOff.abort();
      return running;
    },
  };
}

async function run(loop: Loop): Promise<void> {
  while (!isOver(loop) && loop.state !== 'revoked')
    await step(loop).catch((error: unknown) => settle(loop, error));
  if (loop.state !== 'revoked') loop.state = 'ended';
}

const isOver = (loop: Loop): boolean => loop.isStopped || !loop.world.isLeased();

async function step(loop: Loop): Promise<void> {
  const waitMs = await loop.world.waitForToken(loop.bot.tokenHash);
  if (waitMs > 0) return rest(loop, waitMs, 'waiting');
  if (isOver(loop)) return;
  if (loop.state === 'waiting') loop.state = 'polling';
  const { pollSeconds } = loop.world;
  const offset = loop.offset === undefined ? {} : { offset: loop.offset };
  const params = { timeout: pollSeconds, limit: mostUpdates, allowed_updates: allowedUpdates, ...offset };
  const asked = performance.now();
  const result = await call(loop, {
    method: 'getUpdates',
    params,
    timeoutMs: pollSeconds * 1000 + loop.world.answerMs,
  });
  const isFlood = Array.isArray(result) && result.length >= mostUpdates;
  if (isFlood) {
    await takeUrgent(loop, result);
    await rest(loop, loop.world.pacing.take(), 'polling');
  }
  if (isOver(loop)) return;
  const came = performance.now();
  await take(loop, result);
  const tookMs = performance.now() - came;
  loop.state = 'polling';
  loop.fault = undefined;
  loop.failures = 0;
  // A server that does not hold empty answers back would otherwise be asked without a pause.
  if (loop.offset === undefined) await rest(loop, emptyPauseMs - (performance.now() - asked), 'polling');
  else if (isFlood) await rest(loop, loop.world.pacing.rest(tookMs), 'polling');
}

/** What must be answered within seconds waits for no turn; it comes again with all the others, and is one job. */
async function takeUrgent({ world, bot }: Loop, result: unknown): Promise<void> {
  const urgent = readUpdates(result).updates.filter(isUrgent);
  if (urgent.length) await world.intake.updates(bot.botId, urgent, bot.telegramBotId);
}

async function take(loop: Loop, result: unknown): Promise<void> {
  const { world, bot } = loop;
  const { updates, malformed, nextOffset } = readUpdates(result);
  if (updates.length) {
    const { accepted, duplicates } = await world.intake.updates(bot.botId, updates, bot.telegramBotId);
    world.onUpdates(bot.botId, 'accepted', accepted);
    world.onUpdates(bot.botId, 'duplicate', duplicates);
  }
  // After an empty answer all is confirmed; asking without an offset lets Telegram start its numbers anew.
  loop.offset = nextOffset;
  if (malformed === 0) return;
  log.warn({ bot: bot.botId, malformed }, 'Telegram sent malformed updates; they are skipped');
  world.onUpdates(bot.botId, 'refused', malformed);
  if (!updates.length) throw new RetryableError('telegram.malformed');
}

interface Call {
  readonly method: string;
  readonly params: Record<string, unknown>;
  readonly timeoutMs: number;
}

function call(loop: Loop, { method, params, timeoutMs }: Call): Promise<unknown> {
  loop.breakOff = new AbortController();
  const { token, botId } = loop.bot;
  const { apiRoot } = loop.world;
  const { signal } = loop.breakOff;
  return callTelegram({ apiRoot, token, method, params, timeoutMs, signal, botId });
}

async function rest(loop: Loop, ms: number, meanwhile: PollState): Promise<void> {
  loop.state = meanwhile;
  if (ms <= 0 || loop.isStopped) return;
  loop.breakOff = new AbortController();
  await pause(ms, loop.breakOff.signal);
}

async function settle(loop: Loop, error: unknown): Promise<void> {
  if (loop.isStopped) return;
  const { code, retryAfterMs } = classify(error);
  loop.fault = code;
  if (error instanceof TelegramError && error.errorCode === 401) return giveUp(loop);
  if (error instanceof TelegramError && error.errorCode === 409) return yieldTo(loop, error.description);
  log.debug(
    { bot: loop.bot.botId, err: error, failures: loop.failures },
    'polling was interrupted; trying again',
  );
  if (code === 'telegram.flood') return rest(loop, (retryAfterMs ?? 1_000) + Math.random() * 500, 'waiting');
  loop.failures += 1;
  await rest(loop, backoffMs(loop.failures), 'retrying');
}

async function giveUp(loop: Loop): Promise<void> {
  const { botId, tokenHash } = loop.bot;
  for (let tries = 1; !loop.isStopped; tries += 1) {
    try {
      await loop.world.intake.tokenRevoked(botId, tokenHash);
      log.warn(
        { bot: botId },
        'Telegram rejected the token of this bot; it is not polled until it has a new one (npm run change-bot)',
      );
      loop.state = 'revoked';
      return;
    } catch {
      // Redis is away and says so itself; the news is kept until it is back.
      await rest(loop, backoffMs(tries), 'retrying');
    }
  }
}

async function yieldTo(loop: Loop, description: string): Promise<void> {
  const bot = loop.bot.botId;
  const { removeWebhook, pauseMs, warn } = loop.advise(description);
  if (warn)
    log.warn(
      { bot, description },
      'another program polls this bot with the same token; stop it, or give the bot a new token',
    );
  await rest(loop, pauseMs, 'conflict');
  if (!removeWebhook || isOver(loop)) return;
  const params = { drop_pending_updates: false };
  await call(loop, { method: 'deleteWebhook', params, timeoutMs: deleteWebhookMs }).catch((error: unknown) =>
    log.debug({ bot, err: error }, 'the webhook of a polled bot could not be removed; trying again'),
  );
}
