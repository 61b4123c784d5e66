import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawCallback } from '#gateways/callback.js';

/** Where a stand-in tells what happened: keeps what comes, with the headers of a contract, and answers by `status`. */
export async function openListeningShop(headers: readonly string[]) {
  const shop = { heard: [] as RawCallback[], status: 200 };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const kept = headers.flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value] as const] : [];
      });
      const body = Buffer.concat(parts);
      shop.heard.push({ method: 'POST', query: {}, headers: Object.fromEntries(kept), body, ip: '' });
      response.writeHead(shop.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(shop, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  });
}

export type ListeningShop = Awaited<ReturnType<typeof openListeningShop>>;
