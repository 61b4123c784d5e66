import { createServer, connect, type Server } from 'node:net';

/** A TCP balancer as an installation has in front of its ingress processes: round robin, skipping ports that refuse. */
export async function balanceLoad(
  targets: () => readonly number[],
): Promise<{ port: number; close(): Promise<void> }> {
  let turn = 0;
  const server: Server = createServer((client) => {
    client.on('error', () => client.destroy());
    const ports = [...targets()];
    const order = ports.map((_, index) => ports[(turn + index) % ports.length]!);
    turn += 1;
    const tryNext = (): void => {
      const port = order.shift();
      if (port === undefined) return void client.destroy();
      const upstream = connect(port, '127.0.0.1');
      upstream.once('error', tryNext);
      upstream.once('connect', () => {
        upstream.off('error', tryNext);
        upstream.on('error', () => client.destroy());
        upstream.once('close', () => client.destroy());
        client.once('close', () => upstream.destroy());
        client.pipe(upstream).pipe(client);
      });
    };
    tryNext();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
