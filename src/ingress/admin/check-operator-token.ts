import type { Context, Middleware } from 'koa';
import { Problem } from '../problem.js';
import { redisOr503, type Operator, type Operators } from './authenticate-operator.js';
import type { TokenLimit } from './limit-wrong-tokens.js';

export interface TokenCheck {
  readonly operators: Operators;
  readonly limit: TokenLimit;
}

/** The token that a request shows in `Authorization: Bearer` or `X-API-Token`. */
export function shownToken(ctx: Context): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(ctx.get('authorization'))?.[1];
  return bearer ?? (ctx.get('x-api-token') || undefined);
}

/** Throws Problem 503 while the master token is not known yet. */
export function demandKnownMaster(operators: Operators): void {
  if (operators.isReady()) return;
  throw new Problem(503, 'directory.not_loaded', 'The master token is not known yet.', {
    'retry-after': '2',
  });
}

/**
 * Whose token it is. A right one is let in whatever others showed from the same address: behind a proxy that may be
 * everybody's. A wrong one throws Problem 401 `token.wrong`; after ten in a minute from one address, however many come
 * at the same moment, 429 `login.too_many`.
 */
export async function checkOperatorToken(
  { operators, limit }: TokenCheck,
  ctx: Context,
  token: string,
): Promise<Operator> {
  const operator = await operators.byToken(token);
  if (operator) return operator;
  const waitSeconds = await redisOr503(() => limit.count(ctx.ip));
  if (waitSeconds > 0)
    throw new Problem(429, 'login.too_many', 'Too many wrong tokens from this address.', {
      'retry-after': String(waitSeconds),
    });
  throw new Problem(401, 'token.wrong', 'This is no token of an operator.');
}

/** Lets through who shows the master token or a read-only one in a header. */
export const forOperators =
  (check: TokenCheck): Middleware =>
  async (ctx, next) => {
    demandKnownMaster(check.operators);
    const token = shownToken(ctx);
    if (token === undefined)
      throw new Problem(401, 'token.missing', 'Give the master API token or a read-only one.', {
        'www-authenticate': 'Bearer',
      });
    await checkOperatorToken(check, ctx, token);
    await next();
  };
