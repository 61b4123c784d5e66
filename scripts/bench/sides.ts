import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openFleet, type TestFleet } from '../../test/support/processes/fleet.js';
import { wordsOf } from '../../test/support/processes/program.js';
import { freePort } from '../../test/support/servers/free-port.js';
import { fillBots, hooksOf } from './fill-bots.js';
import { makeLoad, type Load } from './load.js';
import type { TelegramSink } from './telegram-sink.js';

/** Who is compared, with the names that the tables give them. */
export const sideNames = {
  floor: 'floor: 1 job, 1 transaction, 1 call',
  telegraf: 'plain telegraf, same statements',
  ours: 'remnafleet: whole way',
  koa: 'Koa + one queue.add, no worker',
} as const;
export type SideName = keyof typeof sideNames;

/** A running side with the load that meets it. */
export interface Side {
  readonly name: SideName;
  readonly load: Load;
  readonly pid: number;
  close(): Promise<void>;
}

/** Where a side finds its servers. */
export interface Servers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** A fleet of connected bots on an empty database; nothing runs yet. */
export interface Bench {
  readonly fleet: TestFleet;
  readonly sink: TelegramSink;
  /** Jobs that a process works on at once. */
  readonly slots: number;
  /** Where the ingress listens. */
  readonly port: number;
}

/** So many that Telegram's 28 messages a second a bot are no limit of the whole: 5,600 a second. */
export const bots = 200;

/** Makes the database, and `count` bots in it. */
export async function openBench(sink: TelegramSink, slots: number, count = bots): Promise<Bench> {
  const port = await freePort();
  const fleet = await openFleet({
    TELEGRAM_API_ROOT: sink.url,
    UPDATE_MODE: 'webhook',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WORKER_CONCURRENCY: String(slots),
  });
  await fillBots(fleet, count);
  return { fleet, sink, slots, port };
}

/** Starts a side; it finds the bench's servers, or those given (counting proxies). */
export function startSide(name: SideName, bench: Bench, servers: Servers = bench.fleet): Promise<Side> {
  return name === 'ours' ? startOurs(bench, servers) : startOther(name, bench, servers);
}

async function startOurs({ fleet, sink, port }: Bench, servers: Servers): Promise<Side> {
  const running = await fleet.start({ DATABASE_URL: servers.databaseUrl, REDIS_URL: servers.redisUrl });
  endWithUs(running.child);
  const load = makeLoad(await hooksOf(fleet, port), { sink });
  return {
    name: 'ours',
    load,
    pid: running.child.pid ?? 0,
    close: async () => {
      load.close();
      await running.kill();
    },
  };
}

async function startOther(name: Exclude<SideName, 'ours'>, bench: Bench, servers: Servers): Promise<Side> {
  const { fleet, sink, slots } = bench;
  const [bot] = await fleet.query<{ id: string; telegram: string }>(
    'select id, telegram_bot_id as telegram from bots order by id limit 1',
  );
  const { child, port } = await startProcess(`scripts/bench/${name}-process.ts`, [
    servers.databaseUrl,
    servers.redisUrl,
    sink.url,
    String(slots),
    bot?.id ?? '',
    `${bot?.telegram}:${'A'.repeat(35)}`,
  ]);
  const hook = { url: `http://127.0.0.1:${port}/`, secret: 'none' };
  const load = makeLoad([hook], { sink, replies: name !== 'koa' });
  return {
    name,
    load,
    pid: child.pid ?? 0,
    close: async () => {
      load.close();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Leaves no process behind when the bench fails. */
export function endWithUs(child: ChildProcess): void {
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

/** Runs a file that prints the port it listens on. */
async function startProcess(file: string, args: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [...wordsOf(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithUs(child);
  const early = once(child, 'exit').then(() => {
    throw new Error(`${file} ended by itself`);
  });
  const [text] = (await Promise.race([once(child.stdout, 'data'), early])) as [Buffer];
  return { child, port: Number(text.toString()) };
}
