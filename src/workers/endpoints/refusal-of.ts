import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import type { RefusedRequest } from '#api/answer.js';
import { isProblemCode } from '#api/problem.js';
import { kindOfError } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import { scrub } from '#platform/log.js';
import { TelegramError } from '#platform/telegram/client.js';
import { RefusedValueError } from '#services/settings/refused-value.js';
import { EndpointRefusal } from './refuse.js';

const defaultRetryMs = 2_000;

/** What an error means to the client, in the contract's words; undefined for a bug. */
export function refusedRequestOf(error: unknown): RefusedRequest | undefined {
  if (error instanceof EndpointRefusal) return error.refusal;
  if (error instanceof RetryableError) {
    const seconds = Math.ceil((error.retryAfterMs ?? defaultRetryMs) / 1_000);
    return {
      code: 'server.busy',
      detail: `${kindOfError(error.code).means} Ask again later.`,
      headers: { 'retry-after': String(Math.max(1, seconds)) },
    };
  }
  if (!(error instanceof PermanentError || error instanceof UserFacingError)) return undefined;
  const { code } = error;
  if (isProblemCode(code)) return { code, detail: detailOf(error) };
  return { code: 'request.refused', detail: kindOfError(code).means };
}

/** Codes whose errors say why in words for clients. */
const saysWhy: ReadonlySet<ErrorCode> = new Set(['payment.not_refundable']);

/** What the client reads beside the code, where it is more than the code means. */
function detailOf(error: Error): string | undefined {
  if (error instanceof TelegramError) return scrub(error.description, 500);
  if (error instanceof RefusedValueError) return error.fault;
  return error instanceof PermanentError && saysWhy.has(error.code) ? error.message : undefined;
}
