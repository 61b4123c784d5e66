import type { Context } from 'koa';
import { Problem } from '../problem.js';
import { redisOr503, type Operator, type Operators } from './know-operator.js';
import type { LoginLimit } from './limit-logins.js';

/** Addresses that showed this operator's token before; theirs are no guesses. */
export interface ProvenAddresses {
  has(operator: Operator, address: string): boolean;
  add(operator: Operator, address: string): void;
}

const mostProven = 1_000;

/** Remembers the last thousand, in this process. */
export function rememberProven(): ProvenAddresses {
  const proven = new Set<string>();
  const keyOf = ({ tokenHash }: Operator, address: string): string => `${tokenHash} ${address}`;
  return {
    has: (operator, address) => proven.has(keyOf(operator, address)),
    add: (operator, address) => {
      if (proven.size >= mostProven) proven.clear();
      proven.add(keyOf(operator, address));
    },
  };
}

export interface TokenCheck {
  readonly operators: Operators;
  readonly limit: LoginLimit;
  readonly proven: ProvenAddresses;
}

/**
 * Whose token it is. A wrong one throws Problem 401 `token.wrong`; after ten in a minute from one address every token
 * from there, the right one too, throws 429 `login.too_many`, however many come at the same moment.
 */
export async function checkOperatorToken(check: TokenCheck, ctx: Context, token: string): Promise<Operator> {
  const { operators, limit, proven } = check;
  const operator = await operators.byToken(token);
  const isKnown = operator !== undefined && proven.has(operator, ctx.ip);
  const waitSeconds = await redisOr503(() => (isKnown ? limit.waitSeconds(ctx.ip) : limit.take(ctx.ip)));
  if (waitSeconds > 0)
    throw new Problem(429, 'login.too_many', 'Too many wrong tokens from this address.', {
      'retry-after': String(waitSeconds),
    });
  if (!operator) throw new Problem(401, 'token.wrong', 'This token does not open the queues.');
  if (!isKnown) {
    await redisOr503(() => limit.giveBack(ctx.ip));
    proven.add(operator, ctx.ip);
  }
  return operator;
}
