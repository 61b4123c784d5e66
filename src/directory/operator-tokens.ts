import { now } from '#platform/clock.js';
import { redisScript } from '#platform/redis-script.js';
import type { Redis } from '#platform/redis.js';

/** A token that opens `/queues` for looking; the token itself is kept nowhere. */
export interface OperatorToken {
  /** First 16 digits of its hash; names it in cookies. */
  readonly id: string;
  /** Whose it is, for the list and the log. */
  readonly name: string;
  /** SHA-256 of the token. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly created_at: number;
  /** Milliseconds since 1970; absent = it does not end by itself. */
  readonly expires_at?: number;
}

/** All of them; `version` rises with each change. */
export interface OperatorTokens {
  readonly version: number;
  readonly tokens: readonly OperatorToken[];
}

/** KEYS 1 where the tokens are. ARGV 1 version, 2 the tokens as JSON. An older version never replaces a newer one. */
const publish = redisScript(
  'publishOperatorTokens',
  `
  local known = redis.call('GET', KEYS[1])
  if known and cjson.decode(known).version > tonumber(ARGV[1]) then return 0 end
  redis.call('SET', KEYS[1], ARGV[2])
  return 1`,
);

const keyOf = (prefix: string): string => `${prefix}:directory:operators`;

/** Tells every ingress which tokens open `/queues` for looking; it holds from its next request on. */
export async function publishOperatorTokens(
  redis: Redis,
  tokens: OperatorTokens,
  prefix: string,
): Promise<void> {
  await publish(redis, [keyOf(prefix)], [tokens.version, JSON.stringify(tokens)]);
}

/** The token of this id, unless it was revoked or its time is over. Throws when Redis is away. */
export async function findOperatorToken(
  redis: Redis,
  prefix: string,
  id: string,
): Promise<OperatorToken | undefined> {
  const text = await redis.get(keyOf(prefix));
  if (!text) return undefined;
  const { tokens } = JSON.parse(text) as OperatorTokens;
  return tokens.find((token) => token.id === id && now() < (token.expires_at ?? Infinity));
}

/** The id of a token by its hash. */
export const operatorTokenId = (hash: string): string => hash.slice(0, 16);
