import { createServer } from 'node:http';
import type { RawCallback } from '#gateways/callback.js';
import { signatureHeaders } from '#gateways/bridge/bridge-signature.js';

/** Where callbacks of a trial come in. */
export interface Ear {
  readonly heard: readonly RawCallback[];
  close(): void;
}

/** Listens on a port of this machine and answers what the fleet answers. */
export async function listen(port: number): Promise<Ear & { readonly port: number }> {
  const heard: RawCallback[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = Object.fromEntries(
        signatureHeaders.map((name) => [name, [request.headers[name]].flat().join()]),
      );
      const method = request.method === 'POST' ? 'POST' : 'GET';
      heard.push({ method, query: {}, headers, body: Buffer.concat(parts), ip: '' });
      response.end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    heard,
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
