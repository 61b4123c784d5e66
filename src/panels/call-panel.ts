import { RetryableError } from '#platform/errors.js';
import { exchange, type HttpResponse } from '#platform/http.js';

/** Where a panel is and how it is entered. */
export interface PanelAddress {
  /** Without `/api` at its end. */
  readonly url: string;
  readonly token: string;
  /** What a proxy before the panel asks for, such as `X-Api-Key` or `Cookie`. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface PanelCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Begins with `/api/`. */
  readonly path: string;
  readonly body?: object;
  /** What is done, for traces and metrics; no ids. */
  readonly operation: string;
}

/** A whole answer: what the panel gave, or why it refused. */
export type PanelAnswer =
  | { readonly ok: true; readonly response: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      /** `A019` and the like; null: none, so it is no word of the panel's own about accounts. */
      readonly errorCode: string | null;
      readonly message: string;
      /** Fields that a validation refused. */
      readonly fields: readonly string[];
      /** Milliseconds that the panel wants us to wait, if it said so. */
      readonly retryAfterMs: number | undefined;
    };

const timeoutMs = 20_000;
const longestPauseMs = 120_000;

/**
 * One exchange with the panel. Throws RetryableError `panel.unreachable`, `.timeout`, or `.garbage` when the answer is
 * not the panel's. A panel without a proxy before it closes the connection unless the two forwarding headers are there.
 */
export async function callPanel(address: PanelAddress, call: PanelCall): Promise<PanelAnswer> {
  const answer = await exchange({
    service: 'panel',
    operation: call.operation,
    url: `${address.url}${call.path}`,
    method: call.method,
    headers: {
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      ...address.headers,
      accept: 'application/json',
      authorization: `Bearer ${address.token}`,
      ...(call.body && { 'content-type': 'application/json' }),
    },
    ...(call.body && { body: JSON.stringify(call.body) }),
    timeoutMs,
  });
  return answer.status < 300 ? readSuccess(answer) : readRefusal(answer);
}

function readSuccess({ status, text }: HttpResponse): PanelAnswer {
  if (status === 204 || status === 202) return { ok: true, response: undefined };
  const body = parse(text);
  if (!body || !('response' in body)) throw garbage(status, text);
  return { ok: true, response: body.response };
}

function readRefusal({ status, headers, text }: HttpResponse): PanelAnswer {
  const body = parse(text) ?? {};
  const errors = Array.isArray(body.errors) ? (body.errors as { path?: unknown }[]) : [];
  const seconds = Number(headers['retry-after']);
  return {
    ok: false,
    status,
    errorCode: typeof body.errorCode === 'string' ? body.errorCode : null,
    message: typeof body.message === 'string' ? body.message.slice(0, 200) : '',
    fields: errors.map(({ path }) => (Array.isArray(path) ? path.join('.') : '')),
    retryAfterMs: seconds > 0 ? Math.min(longestPauseMs, seconds * 1_000) : undefined,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The answer is not what a panel says: a page of a proxy, or half of something. */
export const garbage = (status: number, text: string): RetryableError =>
  new RetryableError('panel.garbage', { isLocal: true, context: { status, length: text.length } });
