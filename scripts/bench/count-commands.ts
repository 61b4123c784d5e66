import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Counts the commands that clients send to a Redis server, without those that scripts run, from MONITOR over a socket of
 * its own: ioredis' monitor dies of a line that comes in together with the answer to MONITOR.
 */
export async function countCommands(redisUrl: string): Promise<{ count(): number; close(): void }> {
  const { hostname, port } = new URL(redisUrl);
  const socket = connect(Number(port), hostname);
  let count = 0;
  const lines = createInterface({ input: socket });
  const answer = once(lines, 'line') as Promise<[string]>;
  lines.on('line', (line) => {
    if (/^\+[\d.]+ \[\d+ (?!lua\])/.test(line)) count += 1;
  });
  socket.write('MONITOR\r\n');
  const [first] = await answer;
  if (first !== '+OK') throw new Error(`Redis does not show its commands: ${first}`);
  return { count: () => count, close: () => socket.destroy() };
}
