import type { Refusal } from '#api/answer.js';
import { isProblemCode } from '#api/problem.js';
import { PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import { scrub } from '#platform/log.js';
import { TelegramError } from '#platform/telegram.js';
import { Refused } from './refuse.js';

/** Codes of services that the contract has another name for. */
const aliases: Readonly<Record<string, Refusal['code']>> = { 'bot.not_found': 'bot.unknown' };

const defaultRetryMs = 2_000;

/**
 * What an error means to the client, in the contract's words; undefined for a bug. Codes of services have hyphens where
 * the contract, like all its names, has underscores.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof TelegramError)
    return { code: 'telegram.refused', detail: scrub(error.description, 500) };
  if (error instanceof RetryableError) {
    const seconds = Math.ceil((error.retryAfterMs ?? defaultRetryMs) / 1_000);
    return {
      code: 'server.busy',
      detail: busyDetail(error),
      headers: { 'retry-after': String(Math.max(1, seconds)) },
    };
  }
  if (error instanceof UserFacingError) return { code: 'request.refused', detail: error.textKey };
  if (!(error instanceof PermanentError)) return undefined;
  const named = error.code.replaceAll('-', '_');
  const code = aliases[named] ?? named;
  const { fault } = error.context;
  const detail = typeof fault === 'string' ? fault : undefined;
  return isProblemCode(code) ? { code, detail } : { code: 'request.refused', detail: detail ?? error.code };
}

const busyDetail = ({ code }: RetryableError): string =>
  `${code.split('.')[0] ?? 'something'} does not answer; ask again later.`;
