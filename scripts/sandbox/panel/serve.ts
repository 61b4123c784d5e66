import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answer } from './answer.js';
import type { PanelFault, PanelFaults } from './faults.js';
import { brokenJson, forbidden, PanelError, unauthorized } from './panel-error.js';
import type { PanelReply } from './reply.js';
import { isAllowed } from './scopes.js';
import { serveSubscription } from './subscription-config.js';
import type { PanelWorld } from './world.js';

/** A call as it was made and answered, for tests. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  /** The whole body of the answer; undefined: none. */
  readonly answer: unknown;
}

export interface PanelParts {
  readonly world: PanelWorld;
  readonly faults: PanelFaults;
  readonly calls: RecordedCall[];
}

/** Older calls than so many are forgotten. */
export const mostCalls = 20_000;

const linkPath = '/api/sub/';

/** Answers `/api/...`, with links under `/api/sub/...`; false leaves other paths alone. */
export function servePanel(parts: PanelParts, request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? '/', 'http://panel');
  // The real panel demands a proxy before links too; in the sandbox people open them without one.
  if (url.pathname.startsWith(linkPath)) {
    serveSubscription(parts.world, { request, response }, url.pathname.slice(linkPath.length));
    return true;
  }
  if (!url.pathname.startsWith('/api/')) return false;
  void serveCall(parts, { request, response, url }).catch(() => response.destroy());
  return true;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

async function serveCall(parts: PanelParts, { request, response, url }: Exchange): Promise<void> {
  if (!hasProxyHeaders(request)) return void request.socket.destroy();
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const path = url.pathname.slice('/api'.length);
  const fault = parts.faults.take(`${method} ${path}`);
  await pause(fault?.kind === 'slow' ? (fault.ms ?? 0) : 0);
  if (fault?.kind === 'cut') return void request.socket.destroy();
  const reply = fault?.kind === 'status' ? refusalOf(fault) : run(parts, { request, url, body });
  record(parts, { method, path, body, ...reply });
  if (fault) return sendFaulty(parts.world, { request, response }, { fault, reply });
  send(parts.world, response, { ...reply, headers: {} });
}

function sendFaulty(
  world: PanelWorld,
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  { fault, reply }: { readonly fault: PanelFault; readonly reply: Answered },
): void {
  if (fault.kind === 'lost') return void request.socket.destroy();
  if (fault.kind === 'garbage') return void response.writeHead(200).end('<html>a proxy</html>');
  send(world, response, { ...reply, headers: fault.headers ?? {} });
}

/** In production the panel answers nobody but a proxy. */
const hasProxyHeaders = ({ headers }: IncomingMessage): boolean =>
  Boolean(headers['x-forwarded-for']) && headers['x-forwarded-proto'] === 'https';

function send(
  world: PanelWorld,
  response: ServerResponse,
  { status, answer: body, headers: more }: Answered & { readonly headers: Readonly<Record<string, string>> },
): void {
  const headers = { date: new Date(Date.now() + world.clockAheadMs).toUTCString(), ...more };
  if (body === undefined) return void response.writeHead(status, headers).end();
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

type Answered = Pick<RecordedCall, 'status' | 'answer'>;

function run(
  { world }: PanelParts,
  { request, url, body }: Pick<Exchange, 'request' | 'url'> & { readonly body: unknown },
): Answered {
  try {
    if (request.headers.authorization !== `Bearer ${world.token}`) throw unauthorized();
    const query = Object.fromEntries(url.searchParams);
    const path = url.pathname.slice('/api'.length);
    const method = request.method ?? 'GET';
    if (!isAllowed(world, method, path)) throw forbidden();
    if (body === notJson) throw brokenJson();
    const reply: PanelReply = answer(world, { method, path, query, body });
    const { status, response } = reply;
    return { status, answer: response === undefined ? undefined : { response } };
  } catch (error) {
    if (!(error instanceof PanelError)) throw error;
    return { status: error.status, answer: error.body(url.pathname) };
  }
}

function refusalOf({ status = 500, errorCode }: PanelFault): Answered {
  const body = { timestamp: new Date().toISOString(), path: '/api', message: 'Failed' };
  return { status, answer: { ...body, ...(errorCode !== undefined && { errorCode }) } };
}

function record({ calls }: PanelParts, call: RecordedCall): void {
  calls.push(call);
  if (calls.length > mostCalls) calls.shift();
}

const notJson = Symbol('a body that is not JSON');

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return notJson;
  }
}
