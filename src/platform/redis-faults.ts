import type { ErrorCode } from './error-codes/error-codes.js';
import { RetryableError } from './errors.js';

const byReply: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^OOM /, 'redis.out_of_memory'],
  [/^READONLY /, 'redis.read_only'],
  [/^MISCONF /, 'redis.disk_fault'],
  [/^(LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY) /, 'redis.busy'],
];
const connectionLost =
  /^(Connection is closed|Stream isn't writeable|Command timed out|Reached the max retries per request)/;

/**
 * Turns a refusal of Redis that more memory, disk or time resolves, or a lost connection, into `RetryableError('redis.…')`;
 * gives every other error back.
 */
export function translateRedisError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof RetryableError) return error;
  const code =
    error.name === 'ReplyError'
      ? byReply.find(([pattern]) => pattern.test(error.message))?.[1]
      : connectionLost.test(error.message) && 'redis.unreachable';
  return code ? new RetryableError(code, { cause: error }) : error;
}
