import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import type { PanelAnswer } from './call-panel.js';

type RefusedAnswer = Extract<PanelAnswer, { ok: false }>;

const unauthorizedPauseMs = 60_000;
const clockPauseMs = 60_000;
const routePauseMs = 30_000;

/** No such user, in the words of the different routes. */
const missing = new Set(['A025', 'A062', 'A063']);

/** The panel's database did not take an account that its validation had let through. */
const unwritten = new Set(['A018', 'A039']);

/** Does the panel say that it has no such account? A 404 without a code is a wrong route, never that. */
export const isMissing = (answer: RefusedAnswer): boolean =>
  answer.errorCode !== null && missing.has(answer.errorCode) && answer.status === 404;

/**
 * What a refusal means that its caller did not expect. The token is wrong, or the panel's version is another than we
 * think: people can repair that, so it is waited for. Only a request that was understood and refused will never work.
 */
export function errorOfRefusal(answer: RefusedAnswer): Error {
  const { status, errorCode, message, fields } = answer;
  const context = { status, errorCode, message, fields };
  const wait = (code: ErrorCode, retryAfterMs?: number) =>
    new RetryableError(code, { isLocal: true, context, ...(retryAfterMs && { retryAfterMs }) });
  if (status === 429) return wait('panel.flood', answer.retryAfterMs ?? 5_000);
  if (errorCode !== null && unwritten.has(errorCode)) return wait('panel.not_written');
  if (status >= 500) return wait('panel.unavailable', answer.retryAfterMs);
  if (status === 401) return wait('panel.unauthorized', unauthorizedPauseMs);
  if (status === 403) return wait('panel.forbidden', unauthorizedPauseMs);
  if (status === 404 && errorCode === null) return wait('panel.unknown_route', routePauseMs);
  if (fields.length > 0 && fields.every((field) => field === 'expireAt'))
    return wait('panel.clock_off', clockPauseMs);
  return new PermanentError('panel.refused', { context });
}

/**
 * Does the error show that the panel as a whole is in trouble? The refusal of one account does not, nor that of one route
 * (403: the token lacks a scope).
 */
export const isPanelFault = (error: unknown): boolean =>
  error instanceof RetryableError && error.trouble === 'panel';
