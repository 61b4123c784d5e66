import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { log, scrub } from '#platform/log.js';
import type { OpenSpan } from '#platform/tracing.js';

/** What the parts of the ingress note on a request. */
export interface RequestNotes {
  requestId: string;
  /** Code of the problem it was answered with. */
  code?: ErrorCode;
  bot?: string;
  /** Pattern of the address, such as `/api/v1/bots/{bot_id}`; the router notes its own. */
  route?: string;
  /** Requests that come all the time are logged at `debug` while they go well. */
  isRoutine?: boolean;
}

/** A request that has its answer. */
export interface AnsweredRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  /** When it came, by `performance.now()`. */
  readonly startedAt: number;
  readonly notes: RequestNotes;
}

const longestPath = 200;
const given = /^[\w-]{8,64}$/;

/** The id of a request: what its caller gave (`X-Request-Id`) when that is harmless, else a new one. */
export const chooseRequestId = (asked: unknown): string =>
  typeof asked === 'string' && given.test(asked) ? asked : randomUUID();

/** What every answer says in its head, whatever became of the request. */
export const answerHeaders = (requestId: string) => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
});

/** Writes the one line of the log that a request has. */
export function logRequest({ method, path, status, startedAt, notes }: AnsweredRequest): void {
  const level = levelOf(status, notes);
  if (!log.isLevelEnabled(level)) return;
  const { requestId, code, bot } = notes;
  const shown = scrub(path, longestPath);
  const ms = Math.round((performance.now() - startedAt) * 10) / 10;
  log[level]({ request: requestId, method, path: shown, status, ms, code, bot }, 'request');
}

function levelOf(status: number, { isRoutine }: RequestNotes): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return isRoutine && status < 400 ? 'debug' : 'info';
}

/** Tells a request's span what became of it; a span is named by its route, an answer from 500 on is a failure. */
export function noteRequest(
  span: OpenSpan,
  { method, status, notes }: Pick<AnsweredRequest, 'method' | 'notes' | 'status'>,
): void {
  const { requestId, bot, code, route } = notes;
  if (route !== undefined) span.rename(`${method} ${route}`);
  span.note({
    ...(route !== undefined && { 'http.route': route }),
    'http.response.status_code': status,
    'request.id': requestId,
    'bot.id': bot,
    'problem.code': code,
  });
  if (status >= 500) span.fail({ code: code ?? String(status), message: `answered ${status}` });
}
