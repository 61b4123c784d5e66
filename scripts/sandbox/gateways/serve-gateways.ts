import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { spoil, type GatewayFault, type GatewayFaults } from './faults.js';
import { payPage } from './pay-page.js';
import { payButtons, type GatewayStandIn, type StandInReply } from './stand-in.js';

/** A call of a gateway's API as it was made and answered, for tests. */
export interface GatewayCallRecord {
  readonly gateway: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number;
  readonly answer: unknown;
}

export interface GatewayParts {
  readonly standIns: readonly GatewayStandIn[];
  readonly faults: GatewayFaults;
  readonly calls: GatewayCallRecord[];
  /** Called after whatever may have changed a payment. */
  changed(): void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly standIn: GatewayStandIn;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Older calls than so many are forgotten. */
const mostCalls = 20_000;

/** Answers what is below the name of a stand-in; false leaves other paths alone. */
export function serveGateways(
  parts: GatewayParts,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://sandbox');
  const standIn = parts.standIns.find(({ name }) => pathname.startsWith(`/${name}/`));
  if (!standIn) return false;
  const path = pathname.slice(standIn.name.length + 1);
  const exchange = { request, response, standIn, path, query };
  const id = standIn.pageAt(path);
  const served = id === undefined ? serveCall(parts, exchange) : servePage(parts, exchange, id);
  void served.catch(() => response.destroy());
  return true;
}

async function serveCall(
  parts: GatewayParts,
  { request, response, standIn, path, query }: Exchange,
): Promise<void> {
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const fault = parts.faults.take(`${standIn.name} ${method} ${path}`);
  if (fault?.kind === 'cut') return void request.socket.destroy();
  const reply: StandInReply =
    fault?.kind === 'status'
      ? { status: fault.status ?? 500, json: { message: 'Server Error' } }
      : standIn.answer({ method, path, query, headers: request.headers, body });
  parts.changed();
  const { status, json: answer } = reply;
  parts.calls.push({ gateway: standIn.name, method, path, body: body.toString(), status, answer });
  if (parts.calls.length > mostCalls) parts.calls.shift();
  await send({ request, response }, reply, fault);
}

async function send(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  { status, json, headers }: StandInReply,
  fault: GatewayFault | undefined,
): Promise<void> {
  if (fault?.kind === 'hang') await pause(fault.ms ?? 0, undefined, { ref: false });
  if (fault?.kind === 'lost' || fault?.kind === 'hang') return void request.socket.destroy();
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(fault ? spoil(fault.kind, JSON.stringify(json)) : JSON.stringify(json));
}

/** The payer's browser: looks at the page, or has pressed a button on it. */
async function servePage(
  parts: GatewayParts,
  { request, response, standIn }: Exchange,
  id: string,
): Promise<void> {
  const shown = standIn.show(id);
  if (!shown) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('No such payment.');
  if (request.method === 'POST') {
    const given = new URLSearchParams((await readBody(request)).toString()).get('button');
    const button = payButtons.find((one) => one === given);
    if (!button || !shown.buttons.includes(button)) return void response.writeHead(400).end();
    const location = await standIn.press(id, button);
    parts.changed();
    return void response.writeHead(303, { location: location ?? request.url }).end();
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(payPage(shown));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
