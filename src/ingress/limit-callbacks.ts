import { now } from '#platform/clock.js';
import type { Redis } from '#platform/redis.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { Problem } from './problem.js';

/**
 * Callbacks of one bot that are taken in ten seconds, and what they may weigh in Redis together, in bytes: as much as so many of
 * real gateways do. A stranger can make them up, so neither their number nor their bodies may fill the queue.
 */
const mostInWindow = { count: 300, bytes: 1_048_576 };
const windowMs = 10_000;
/** What a job weighs besides what came, in bytes. */
const jobBytes = 500;

export interface CallbackLimit {
  readonly redis: Redis;
  readonly prefix: string;
  /** What is counted together. */
  readonly kind: 'bank-messages' | 'callbacks';
  readonly refusal: { readonly code: ErrorCode; readonly detail: string };
}

/** Counts and weighs by bot and window (`bytes`: what is kept of it); what is more is asked to come again: 429 with `refusal`. */
export async function limitCallbacks(
  { redis, prefix, kind, refusal }: CallbackLimit,
  { botId, bytes }: { readonly botId: string; readonly bytes: number },
): Promise<void> {
  const key = `${prefix}:${kind}-of-bot:${botId}:${Math.floor(now() / windowMs)}`;
  // Redis that is away is told apart by the intake, right after.
  const counted = await redis
    .multi()
    .hincrby(key, 'count', 1)
    .hincrby(key, 'bytes', jobBytes + bytes)
    .pexpire(key, 2 * windowMs)
    .exec()
    .catch(() => null);
  const [count, weight] = [0, 1].map((at) => Number(counted?.[at]?.[1] ?? 0));
  if ((count ?? 0) > mostInWindow.count || (weight ?? 0) > mostInWindow.bytes)
    throw new Problem(429, refusal.code, refusal.detail, { 'retry-after': '10' });
}
