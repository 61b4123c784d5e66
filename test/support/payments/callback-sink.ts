import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawCallback } from '#gateways/callback.js';

/** Something that came to where a fleet's callbacks come. */
export interface HeardCallback {
  readonly gateway: string;
  readonly botId: string;
  readonly headers: IncomingMessage['headers'];
  readonly request: Omit<RawCallback, 'headers'>;
}

/** Stands where gateways and payers' browsers find the fleet, and keeps what comes, so that a test delivers it when it likes. */
export async function openCallbackSink() {
  const heard: HeardCallback[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://sink');
      const [, root, gateway = '', botId = ''] = url.pathname.split('/');
      if (root === 'payments')
        heard.push({
          gateway,
          botId,
          headers: request.headers,
          request: {
            method: request.method === 'POST' ? 'POST' : 'GET',
            query: Object.fromEntries(url.searchParams),
            body: Buffer.concat(parts),
            ip: request.socket.remoteAddress ?? '',
          },
        });
      response.end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type CallbackSink = Awaited<ReturnType<typeof openCallbackSink>>;
