import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Counts the commands that clients send to a Redis server, without those that scripts run, from MONITOR over a socket of
 * its own: ioredis' monitor dies of a line that comes in together with the answer to MONITOR.
 */
export async function countCommands(redisUrl: string): Promise<{ count(): number; close(): void }> {
  const { hostname, password, port, username } = new URL(redisUrl);
  const socket = connect(Number(port), hostname);
  let count = 0;
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => {
    if (/^\+[\d.]+ \[\d+ (?!lua\])/.test(line)) count += 1;
  });
  const send = async (command: string): Promise<void> => {
    socket.write(`${command}\r\n`);
    const [answer] = (await once(lines, 'line')) as [string];
    if (answer !== '+OK') throw new Error(`Redis does not show its commands: ${answer}`);
  };
  if (password) await send(`AUTH ${username || 'default'} ${decodeURIComponent(password)}`);
  await send('MONITOR');
  return { count: () => count, close: () => socket.destroy() };
}
