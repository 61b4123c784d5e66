import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pause } from '#platform/clock.js';
import { openFleet, type TestFleet } from '../../test/support/fleet.js';
import { freePort } from '../../test/support/free-port.js';
import { waitFor } from '../../test/support/wait-for.js';
import { printTable, round } from './figures.js';
import { fillBots } from './fill-bots.js';
import { startSink } from './telegram-sink.js';

interface Footprint {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly cpuMs: number;
}

const few = 10;
const many = 10_000;

/** Memory, idle CPU and start-up of one process with all roles, with few bots and with many, in webhook mode. */
export async function measureIdleBots(): Promise<void> {
  const sink = await startSink();
  const port = await freePort();
  const fleet = await openFleet({
    TELEGRAM_API_ROOT: sink.url,
    UPDATE_MODE: 'webhook',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  await fillBots(fleet, few);
  const small = await footprint(fleet, port, few);
  for (let from = few + 1; from <= many; from += 2_000)
    await fillBots(fleet, Math.min(2_000, many - from + 1), from);
  const large = await footprint(fleet, port, many);
  const perBot = (large.heapUsed + large.external - small.heapUsed - small.external) / (many - few) / 1024;
  const rssPerBot = (large.rss - small.rss) / (many - few) / 1024;
  const row = (name: string, print: typeof small) => [
    name,
    round(print.startMs / 1000, 1),
    round(print.heapUsed / 2 ** 20, 1),
    round(print.rss / 2 ** 20),
    round(print.idleCpu * 100, 1),
  ];
  printTable('One process with all roles, idle webhook bots', [
    ['bots', 'start s', 'heap MB', 'RSS MB', 'idle CPU %'],
    row(String(few), small),
    row(String(many), large),
  ]);
  printTable('Memory of an idle bot', [
    ['heap and external, KB', round(perBot, 1)],
    ['RSS, KB', round(rssPerBot, 1)],
  ]);
  await fleet.close();
  await sink.close();
}

async function footprint(fleet: TestFleet, port: number, bots: number) {
  await fleet.redis.flushdb();
  const started = performance.now();
  const child = fork('scripts/bench/idle-process.ts', {
    execArgv: ['--import', 'tsx', '--conditions=source', '--expose-gc'],
    env: { ...fleet.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await waitFor(
    async () => {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
      return response?.ok && (await fleet.redis.hlen('{remnafleet}:directory:bots')) >= bots;
    },
    { timeoutMs: 120_000, what: 'readiness' },
  );
  const startMs = performance.now() - started;
  await pause(10_000); // First ticks of the schedule: not idle yet.
  const first = await ask(child);
  const from = performance.now();
  await pause(20_000);
  const second = await ask(child);
  const idleCpu = (second.cpuMs - first.cpuMs) / (performance.now() - from);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { ...second, startMs, idleCpu };
}

async function ask(child: ChildProcess): Promise<Footprint> {
  const answer = once(child, 'message') as Promise<[Footprint]>;
  child.send('memory');
  return (await answer)[0];
}
