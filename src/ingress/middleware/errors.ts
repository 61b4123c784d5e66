import type { Context, Middleware } from 'koa';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { Problem, problemBody } from '../problem.js';

const defaultRetryMs = 2_000;
const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'request.malformed',
  404: 'route.unknown',
  405: 'route.method',
  413: 'request.too_large',
  415: 'request.type',
  501: 'route.method',
};

/** Turns whatever was thrown, and every empty refusal, into `application/problem+json`. */
export const answerErrors: Middleware = async (ctx, next) => {
  try {
    await next();
    if (ctx.status >= 400 && ctx.body === undefined)
      throw new Problem(ctx.status, codes[ctx.status] ?? 'request.refused', detailOf(ctx));
  } catch (error) {
    const problem = toProblem(error);
    ctx.status = problem.status;
    ctx.set({ 'cache-control': 'no-store', ...problem.headers });
    ctx.type = 'application/problem+json';
    ctx.body = problemBody(problem.status, problem.code, problem.detail);
    ctx.state.code = problem.code;
  }
};

function detailOf(ctx: Context): string {
  if (ctx.status === 404) return 'Nothing is at this address.';
  if (ctx.status === 405 || ctx.status === 501) return `This address does not know ${ctx.method}.`;
  return '';
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const refused = fromHttp(error);
  if (refused) return refused;
  if (error instanceof RetryableError) {
    const seconds = String(Math.max(1, Math.ceil((error.retryAfterMs ?? defaultRetryMs) / 1000)));
    return new Problem(503, error.code, 'Busy; ask again in a moment.', { 'retry-after': seconds });
  }
  if (error instanceof PermanentError || error instanceof UserFacingError)
    return new Problem(422, error.code, '');
  log.error({ err: error }, 'a request failed with a bug; report it with the stack');
  return new Problem(500, 'server.bug', '');
}

/** Errors that Koa and its parts throw carry a status; below 500 they are the client's. */
function fromHttp(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const status = Number(error.status);
  if (!(status >= 400 && status < 500)) return undefined;
  const detail = status === 413 ? 'The body is larger than this address takes.' : error.message;
  return new Problem(status, codes[status] ?? 'request.refused', detail);
}
