import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';

/** An answer that refuses a request (RFC 9457); `code` is stable, `detail` is for people. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status} ${code}`);
  }
}

/** What the client reads of a problem, as `application/problem+json`. */
export const problemBody = (status: number, code: ErrorCode, detail?: string): string =>
  JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    ...(detail && { detail }),
  });

/** The headers of an answer that is a problem; nobody keeps such an answer. */
export const problemHeaders = ({ headers }: Problem): Record<string, string> => ({
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  ...headers,
});
