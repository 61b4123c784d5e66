import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { log } from '#platform/log.js';
import { boundPipelines } from './bound-pipelines.js';
import { problemBody } from './problem.js';

export interface ServerLimits {
  /** Time in which a request must have arrived, in ms. */
  readonly requestMs: number;
  /** Time after which a connection on which nothing moves is cut, such as one whose client does not read, in ms. */
  readonly idleMs: number;
  readonly connections: number;
  /** Time that requests get to finish when the process stops, in ms. */
  readonly closeMs: number;
}

/** A server that listens. */
export interface OpenServer {
  readonly port: number;
  /** Stops accepting, lets requests finish for some seconds, then cuts them off. */
  close(): Promise<void>;
}

/** Where a server listens, and the variable that says so. */
export interface ListenPlace {
  readonly port: number;
  /** Of all this machine's addresses when left out. */
  readonly host?: string | undefined;
  readonly variable: 'METRICS_PORT' | 'PORT';
}

/** Bytes of a request's line and headers, over which it is answered with 431. */
const headBytes = 16_384;
/** Longer than the idle time of usual proxies, so that they never reuse a connection that closes just then. */
const keepAliveMs = 75_000;
const sweepMs = 50;

/** Opens an HTTP server; rejects with a plain line when the port is taken or forbidden. */
export async function openServer(
  handle: RequestListener,
  place: ListenPlace,
  limits: ServerLimits,
): Promise<OpenServer> {
  const bounded = boundPipelines(handle);
  const server = createServer(
    {
      requestTimeout: limits.requestMs,
      headersTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(1_000, limits.requestMs / 2),
      keepAliveTimeout: keepAliveMs,
      maxHeaderSize: headBytes,
      // We refuse it ourselves, with a problem document.
      requireHostHeader: false,
    },
    bounded,
  );
  // Of what it expects that we do not know we take no notice, as RFC 9110 allows.
  server.on('checkExpectation', bounded);
  server.maxConnections = limits.connections;
  // Too many are refused, not left out: the one that says whose request it is may be the last.
  server.maxHeadersCount = 0;
  server.timeout = limits.idleMs;
  refuseBadRequests(server);
  const closeSilent = noteSilent(server);
  await listen(server, place);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => close(server, closeSilent, limits.closeMs),
  };
}

/** Answers what is no proper HTTP request, or comes too slowly, and closes the connection. */
function refuseBadRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { status, code } = refusalOf(error.code);
    const address = 'remoteAddress' in socket ? socket.remoteAddress : undefined;
    log.info({ address, status, code, fault: error.code }, 'request');
    const body = problemBody(status, code);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}

function refusalOf(fault: string | undefined): { readonly status: number; readonly code: ErrorCode } {
  if (fault === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, code: 'request.too_slow' };
  if (fault === 'HPE_HEADER_OVERFLOW') return { status: 431, code: 'request.headers_too_large' };
  return { status: 400, code: 'request.malformed' };
}

function listen(server: Server, place: ListenPlace): Promise<void> {
  const { port, host } = place;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explain(error, place))));
    server.listen({ port, host }, resolve);
  });
}

function explain({ code, message }: NodeJS.ErrnoException, { port, host, variable }: ListenPlace): string {
  if (code === 'EADDRINUSE')
    return `${variable} ${port} is taken by another program; stop it or set ${variable}`;
  if (code === 'EACCES')
    return `${variable} ${port} may not be opened by this user; set ${variable} to one above 1023`;
  if (code === 'EADDRNOTAVAIL') return `${variable} names ${host}, which is no address of this machine`;
  return `${variable} ${port} cannot be opened: ${message}`;
}

/** Remembers the connections that said nothing yet, which Node takes for busy; returns how to cut them off. */
function noteSilent(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}

/** Connections that were at work when the closing began become idle one by one, so they are looked at again and again. */
function close(server: Server, closeSilent: () => void, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const closeQuiet = (): void => {
      server.closeIdleConnections();
      closeSilent();
    };
    const sweep = setInterval(closeQuiet, sweepMs);
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cutOff);
      resolve();
    });
    closeQuiet();
  });
}
