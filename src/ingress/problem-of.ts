import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { Problem } from './problem.js';

const defaultRetryMs = 2_000;
const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'request.malformed',
  404: 'route.unknown',
  405: 'route.method',
  413: 'request.too_large',
  415: 'request.type',
  501: 'route.method',
};

/** The problem that a request ends with when this was thrown; what nobody foresaw is a bug, and logged as one. */
export function problemOf(error: unknown): Problem {
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

/** The problem of a refusal that says no more than its status, to a request with this method. */
export function problemOfStatus(
  status: number,
  method: string,
  headers?: Readonly<Record<string, string>>,
): Problem {
  return new Problem(status, codes[status] ?? 'request.refused', detailOf(status, method), headers);
}

function detailOf(status: number, method: string): string {
  if (status === 404) return 'Nothing is at this address.';
  if (status === 405 || status === 501) return `This address does not know ${method}.`;
  return '';
}

/** Errors that Koa and its parts throw carry a status; below 500 they are the client's. */
function fromHttp(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const status = Number(error.status);
  if (!(status >= 400 && status < 500)) return undefined;
  const detail = status === 413 ? 'The body is larger than this address takes.' : error.message;
  return new Problem(status, codes[status] ?? 'request.refused', detail);
}
