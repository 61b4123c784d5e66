import type { DirectoryFollower } from '#directory/directory.js';
import { findOperatorToken, operatorTokenId } from '#directory/operator-tokens.js';
import { now } from '#platform/clock.js';
import { RetryableError } from '#platform/errors.js';
import type { Redis } from '#platform/redis.js';
import { sameSecret, sha256 } from '#platform/secrets.js';
import type { OperatorSession } from './operator-session.js';

/** Whoever looks after the fleet in a browser; `read` looks, `write` also retries, pauses and removes. */
export interface Operator {
  readonly scope: 'read' | 'write';
  readonly name: string;
  /** `master`, or the id of a read-only token. */
  readonly id: string;
  readonly tokenHash: string;
}

/** Tells operators by their tokens and sign-ins; throws RetryableError('redis.unavailable') when Redis is away. */
export interface Operators {
  /** Is the master token known yet? */
  isReady(): boolean;
  byToken(token: string): Promise<Operator | undefined>;
  bySession(session: OperatorSession): Promise<Operator | undefined>;
  /** Ends a sign-in before its time: its cookie opens nothing any more. */
  endSession(session: OperatorSession): Promise<void>;
}

const masterId = 'master';

/** Knows the holder of the master token, and those of the read-only tokens (`npm run operator-token`). */
export function authenticateOperators(parts: {
  readonly redis: Redis;
  readonly prefix: string;
  readonly directory: DirectoryFollower;
}): Operators {
  const { redis, prefix, directory } = parts;
  const endedKey = (session: OperatorSession): string => `${prefix}:logins:ended:${session.nonce}`;

  function master(): Operator | undefined {
    const tokenHash = directory.masterTokenHash();
    return tokenHash === undefined ? undefined : { scope: 'write', name: masterId, id: masterId, tokenHash };
  }
  async function byId(id: string): Promise<Operator | undefined> {
    if (id === masterId) return master();
    const found = await findOperatorToken(redis, prefix, id);
    return found && { scope: 'read', name: found.name, id, tokenHash: found.hash };
  }
  return {
    isReady: () => master() !== undefined,
    byToken: (token) =>
      redisOr503(async () => {
        const hash = sha256(token.trim());
        const holder = master();
        if (holder && sameSecret(hash, holder.tokenHash)) return holder;
        const reader = await byId(operatorTokenId(hash));
        return reader && sameSecret(hash, reader.tokenHash) ? reader : undefined;
      }),
    bySession: (session) =>
      redisOr503(async () => {
        const operator = await byId(session.id);
        if (!operator || !session.isOf(operator)) return undefined;
        return (await redis.exists(endedKey(session))) ? undefined : operator;
      }),
    endSession: (session) =>
      redisOr503(async () => {
        await redis.set(endedKey(session), '1', 'PX', Math.max(1, session.until - now()));
      }),
  };
}

/** Redis being down is no fault of the operator: the browser asks again in a moment. */
export async function redisOr503<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new RetryableError('redis.unavailable', { cause: error, retryAfterMs: 2_000 });
  }
}
