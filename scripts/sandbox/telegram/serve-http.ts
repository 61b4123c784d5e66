import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error.js';
import { answerCall, findBot, sendError } from './answer-call.js';
import type { Core } from './core.js';
import { filePath } from './files.js';

/** Serves a path that is not the Bot API's; false leaves it unanswered. */
export type OtherPaths = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The HTTP server of a stand-in, listening on 127.0.0.1. */
export async function serveHttp(
  core: Core,
  otherPaths: OtherPaths,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    route(core, { request, response, otherPaths });
  });
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(core.world.options.port, '127.0.0.1', () => resolve());
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Ends a server with all its connections. */
export async function closeHttp(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  otherPaths: OtherPaths;
}

function route(core: Core, { request, response, otherPaths }: Exchange): void {
  const [path, search = ''] = (request.url ?? '/').split('?', 2) as [string, string?];
  const call = /^\/bot([^/]+)\/(?:test\/)?([A-Za-z0-9]+)\/?$/.exec(path);
  if (call) {
    const target = { token: decode(call[1]!), method: call[2]!, query: new URLSearchParams(search) };
    void answerCall(core, { request, response }, target);
    return;
  }
  const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
  if (file) return sendFile(core, response, { token: decode(file[1]!), path: file[2]! });
  if (otherPaths(request, response)) return;
  sendError(response, new ApiError(404, 'Not Found'));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sendFile(core: Core, response: ServerResponse, wanted: { token: string; path: string }): void {
  try {
    findBot(core, wanted.token);
    const uniqueId = /\/([\w-]+)\.\w+$/.exec(wanted.path)?.[1] ?? '';
    const file = core.world.files.get(uniqueId);
    if (!file || filePath(file) !== wanted.path) throw new ApiError(404, 'Not Found');
    response
      .writeHead(200, { 'content-type': file.mimeType, 'content-length': file.bytes.length })
      .end(file.bytes);
  } catch (error) {
    sendError(response, error);
  }
}
