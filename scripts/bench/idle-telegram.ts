import http, { type ServerResponse } from 'node:http';

/** A Bot API where nothing happens: a long poll is held for the time it asks for, every other call is told `true`. */
export interface IdleTelegram {
  readonly url: string;
  /** Long polls that wait at this moment. */
  held(): number;
  /** Calls so far. */
  calls(): number;
  close(): Promise<void>;
}

export async function startIdleTelegram(): Promise<IdleTelegram> {
  const held = new Set<ServerResponse>();
  let calls = 0;
  const server = http.createServer((request, response) => {
    calls += 1;
    const isPoll = request.url?.endsWith('/getUpdates') === true;
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      if (isPoll) hold(response, (JSON.parse(body) as { timeout: number }).timeout * 1000);
      else answer(response, true);
    });
  });
  function answer(response: ServerResponse, result: unknown): void {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
  }
  function hold(response: ServerResponse, ms: number): void {
    held.add(response);
    const timer = setTimeout(() => answer(response, []), ms);
    response.on('close', () => {
      clearTimeout(timer);
      held.delete(response);
    });
  }
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    held: () => held.size,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
