import { RetryableError } from './errors.js';
import { currentTracing, inSpan, type NewSpan, type OpenSpan } from './tracing.js';

let guard: (what: string) => void = () => undefined;

/** Installs the check that refuses network calls inside an open database scope (called once by tenancy). */
export function guardNetwork(check: (what: string) => void): void {
  guard = check;
}

export interface HttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | FormData;
  /** Milliseconds until the whole exchange is given up. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Word for the error codes: `telegram`, `zarinpal`, … */
  readonly service: string;
  /** What is asked of it, for the traces; no ids. Default: the HTTP method. */
  readonly operation?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * One HTTP exchange with the outside. Throws `RetryableError('<service>.unreachable' | '<service>.timeout')`
 * when there is no answer, and TenantScopeError while a database scope is open; any status is an answer.
 */
export async function exchange(request: HttpRequest): Promise<HttpResponse> {
  guard(`${request.service} over HTTP`);
  return currentTracing() ? inSpan(spanOf(request), (span) => send(request, span)) : send(request);
}

/** Of the address only the host: paths and queries of Telegram and of gateways hold tokens. */
function spanOf({ service, operation, method = 'GET', url }: HttpRequest): NewSpan {
  const host = URL.canParse(url) ? new URL(url).host : '';
  return {
    name: `${service} ${operation ?? method}`,
    kind: 'client',
    attributes: { 'peer.service': service, 'http.request.method': method, 'server.address': host },
  };
}

async function send(request: HttpRequest, span?: OpenSpan): Promise<HttpResponse> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  const { method = 'GET', headers = {}, body } = request;
  try {
    const response = await fetch(request.url, {
      method,
      headers,
      signal,
      redirect: 'error',
      ...(body && { body }),
    });
    span?.note({ 'http.response.status_code': response.status });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (request.signal?.aborted) throw new RetryableError(`${request.service}.aborted`, { cause: error });
    const fault = timeout.aborted ? 'timeout' : 'unreachable';
    throw new RetryableError(`${request.service}.${fault}`, { cause: error });
  }
}
