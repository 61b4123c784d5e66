import { now } from '#platform/clock.js';
import type { Redis } from '#platform/redis.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { Problem } from './problem.js';

/** Callbacks of one bot that are taken in ten seconds; the bodies of a flood fill no queue. */
const mostInWindow = 300;
const windowMs = 10_000;

export interface CallbackLimit {
  readonly redis: Redis;
  readonly prefix: string;
  /** What is counted together. */
  readonly kind: 'bank-messages' | 'callbacks';
}

/** Counts by bot and window; more than that are asked to come again (429 with `code`). */
export async function limitCallbacks(
  { redis, prefix, kind }: CallbackLimit,
  botId: string,
  { code, detail }: { readonly code: ErrorCode; readonly detail: string },
): Promise<void> {
  const key = `${prefix}:${kind}-of-bot:${botId}:${Math.floor(now() / windowMs)}`;
  // Redis that is away is told apart by the intake, right after.
  const counted = await redis
    .multi()
    .incr(key)
    .pexpire(key, 2 * windowMs)
    .exec()
    .catch(() => null);
  if (Number(counted?.[0]?.[1] ?? 0) > mostInWindow)
    throw new Problem(429, code, detail, { 'retry-after': '10' });
}
