import { RetryableError } from './errors.js';

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
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (request.signal?.aborted) throw new RetryableError(`${request.service}.aborted`, { cause: error });
    const fault = timeout.aborted ? 'timeout' : 'unreachable';
    throw new RetryableError(`${request.service}.${fault}`, { cause: error });
  }
}
