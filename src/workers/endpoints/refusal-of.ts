import type { RefusedRequest } from '#api/answer.js';
import { isProblemCode } from '#api/problem.js';
import { PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import { scrub } from '#platform/log.js';
import { TelegramError } from '#platform/telegram/client.js';
import { EndpointRefusal } from './refuse.js';

/** Codes of services that the contract has another name for. */
const aliases: Readonly<Record<string, RefusedRequest['code']>> = { 'bot.not_found': 'bot.unknown' };

/** Who is busy with what, where it is not that somebody does not answer. */
const busy: Readonly<Record<string, string>> = {
  'telegram.new-tokens-paced': 'Only so many unknown tokens a minute are shown to Telegram; ask again later.',
};
const defaultRetryMs = 2_000;

/**
 * What an error means to the client, in the contract's words; undefined for a bug. Codes of services have hyphens where
 * the contract, like all its names, has underscores.
 */
export function refusedRequestOf(error: unknown): RefusedRequest | undefined {
  if (error instanceof EndpointRefusal) return error.refusal;
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
  busy[code] ?? `${code.split('.')[0] ?? 'something'} does not answer; ask again later.`;
