import { createServer } from 'node:net';

/** Below the ports that Linux gives to connections by itself: no call of another test has one of these. */
const [first, last] = [11_000, 32_000];
const given = new Set<number>();

/** A port on 127.0.0.1 that nothing listens on, and that this process was never given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (last - first));
    if (given.has(port)) continue;
    given.add(port);
    if (await canListen(port)) return port;
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
