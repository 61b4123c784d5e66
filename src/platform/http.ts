import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { ErrorCode } from './error-codes/error-codes.js';
import { PermanentError, RetryableError } from './errors.js';
import { guardedAgent } from './guarded-agents.js';
import { currentTracing, inSpan, type NewSpan, type OpenSpan } from './tracing.js';

let guard: (what: string) => void = () => undefined;

/** Installs the check that refuses network calls inside an open database scope (called once by tenancy). */
export function guardNetwork(check: (what: string) => void): void {
  guard = check;
}

/** What there is instead of a whole answer, in the words of each service that is called. */
const faults = {
  blacklist: {
    aborted: 'blacklist.aborted',
    timeout: 'blacklist.timeout',
    unreachable: 'blacklist.unreachable',
  },
  gateway: { aborted: 'gateway.aborted', timeout: 'gateway.timeout', unreachable: 'gateway.unreachable' },
  panel: { aborted: 'panel.aborted', timeout: 'panel.timeout', unreachable: 'panel.unreachable' },
  telegram: { aborted: 'telegram.aborted', timeout: 'telegram.timeout', unreachable: 'telegram.unreachable' },
} as const satisfies Readonly<
  Record<string, Readonly<Record<'aborted' | 'timeout' | 'unreachable', ErrorCode>>>
>;
type Service = keyof typeof faults;

export interface HttpRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Milliseconds until the whole exchange is given up. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Whom it is for: says the codes of its errors. */
  readonly service: Service;
  /** What is asked of it, for the traces; no ids. Default: the HTTP method. */
  readonly operation?: string;
  /** Longest answer that is read, in bytes; default: 32 MB, more than any service of ours says. */
  readonly mostBytes?: number;
  /** A tenant gave the address: it must not lead into a private network, by its name's addresses or by itself. */
  readonly isGuarded?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** An answer whose body is no text. */
export interface HttpFile {
  readonly status: number;
  readonly bytes: Buffer;
}

const longestAnswer = 32 * 1_048_576;
const keepAlive = { keepAlive: true, maxFreeSockets: 64 };
const agents = { 'http:': new http.Agent(keepAlive), 'https:': new https.Agent(keepAlive) };

/**
 * One HTTP exchange with the outside. Throws `RetryableError('<service>.unreachable' | '<service>.timeout' |
 * '<service>.aborted')` when there is no whole answer, a longer one than `mostBytes`, or one that leads elsewhere (3xx);
 * PermanentError `address.private` or `address.invalid` before anything is sent to a guarded address; and TenantScopeError
 * while a database scope is open. Any other status is an answer. (Node's `fetch` would do too, at twice the CPU time.)
 */
export async function exchange(request: HttpRequest): Promise<HttpResponse> {
  const { status, headers, bytes } = await ask(request);
  return { status, headers, text: bytes.toString() };
}

/** The same where the answer is a file. */
export async function download(request: HttpRequest): Promise<HttpFile> {
  const { status, bytes } = await ask(request);
  return { status, bytes };
}

interface Answer extends HttpFile {
  readonly headers: IncomingHttpHeaders;
}

async function ask(request: HttpRequest): Promise<Answer> {
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

function send(request: HttpRequest, span?: OpenSpan): Promise<Answer> {
  const { service, signal, timeoutMs } = request;
  return new Promise((resolve, reject) => {
    let stopped: 'aborted' | 'timeout' | undefined;
    const fail = (cause: unknown): void => {
      settle();
      const code = faults[service][stopped ?? 'unreachable'];
      reject(cause instanceof PermanentError ? cause : new RetryableError(code, { cause }));
    };
    if (signal?.aborted) {
      reject(new RetryableError(faults[service].aborted, { cause: signal.reason }));
      return;
    }
    const sent = open(request, (response) => {
      span?.note({ 'http.response.status_code': response.statusCode });
      read(response, request.mostBytes).then((answer) => {
        settle();
        resolve(answer);
      }, fail);
    });
    const stop = (why: 'aborted' | 'timeout') => (): void => {
      stopped = why;
      sent.destroy(new Error(why));
    };
    const abort = stop('aborted');
    const timer = setTimeout(stop('timeout'), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    sent.on('error', fail);
    sent.end(request.body);
  });
}

function open(request: HttpRequest, onResponse: (response: IncomingMessage) => void): http.ClientRequest {
  const { method = 'GET', headers = {}, body, isGuarded = false } = request;
  const guarded = isGuarded ? guardedAgent(request.url) : undefined;
  const url = new URL(request.url);
  const sent =
    body === undefined ? headers : { 'content-length': String(Buffer.byteLength(body)), ...headers };
  if (url.protocol === 'https:')
    return https.request(url, { method, headers: sent, agent: guarded ?? agents['https:'] }, onResponse);
  return http.request(url, { method, headers: sent, agent: guarded ?? agents['http:'] }, onResponse);
}

/** Collects the answer; rejects when it breaks off, is too long or leads elsewhere, which could carry a token there. */
function read(response: IncomingMessage, mostBytes = longestAnswer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400 && response.headers.location !== undefined)
      response.destroy(new Error(`answered ${status}: a redirection is not followed`));
    const parts: Buffer[] = [];
    let length = 0;
    response.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > mostBytes) response.destroy(new Error('the answer is too long'));
    });
    response.on('error', reject);
    response.on('end', () => resolve({ status, headers: response.headers, bytes: Buffer.concat(parts) }));
  });
}
