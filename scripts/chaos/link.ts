import { connect, createServer, type Socket } from 'node:net';

/** `open` passes everything; `refuse` cuts and refuses, as a dead server; `silent` delivers nothing until it is open again, as a broken network. */
export type LinkMode = 'open' | 'refuse' | 'silent';

/** The way to one server: a port that stays the same while the server behind it dies, moves and comes back. */
export interface Link {
  readonly port: number;
  /** Leads new connections to another port of 127.0.0.1. */
  lead(port: number): void;
  set(mode: LinkMode): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  upstream: Socket | undefined;
}

/** Opens a way to a port of 127.0.0.1. */
export async function openLink(target: number): Promise<Link> {
  const pairs = new Set<Pair>();
  let mode: LinkMode = 'open';
  let to = target;

  function join(pair: Pair): void {
    const upstream = connect(to, '127.0.0.1');
    pair.upstream = upstream;
    for (const socket of [pair.client, upstream]) socket.setNoDelay(true);
    pair.client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => pair.client.write(chunk));
    upstream.on('close', () => pair.client.destroy());
    upstream.on('error', () => pair.client.destroy());
  }
  const server = createServer((client) => {
    const pair: Pair = { client, upstream: undefined };
    pairs.add(pair);
    client.on('error', () => client.destroy());
    client.on('close', () => {
      pair.upstream?.destroy();
      pairs.delete(pair);
    });
    if (mode === 'refuse') client.destroy();
    if (mode === 'open') join(pair);
    if (mode === 'silent') client.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function goOn(pair: Pair): void {
    if (!pair.upstream) join(pair);
    pair.client.resume();
    pair.upstream?.resume();
  }
  return {
    port: (server.address() as { port: number }).port,
    lead: (port) => {
      to = port;
    },
    set: (next) => {
      mode = next;
      for (const pair of pairs) {
        if (mode === 'refuse') pair.client.destroy();
        if (mode === 'open') goOn(pair);
        if (mode !== 'silent') continue;
        pair.client.pause();
        pair.upstream?.pause();
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const pair of pairs) pair.client.destroy();
      }),
  };
}
