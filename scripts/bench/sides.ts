import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openFleet, type TestFleet } from '../../test/support/processes/fleet.js';
import { wordsOf } from '../../test/support/processes/program.js';
import { freePort } from '../../test/support/servers/free-port.js';
import { fillBots, hooksOf } from './fill-bots.js';
import { makeLoad, type Hook, type Load } from './load.js';
import { fillPeople } from './people.js';
import type { TelegramSink } from './telegram-sink.js';

/** Who is compared, with the names that the tables give them. */
export const sideNames = {
  floor: 'fair floor: 1 job, same statements and calls',
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
  /** The bot of the sides that have but one; we serve the others. */
  readonly single: { readonly id: string; readonly telegram: string };
}

/** So many that Telegram's 30 messages a second a bot are no limit of the whole: 6,000 a second. */
export const bots = 200;

/** Telegram opens at most so many connections to a bot's webhook. */
const connectionsOfBot = 100;

/** Makes the database, and in it `count` bots, one more for the sides with a single bot, and the people who know them. */
export async function openBench(sink: TelegramSink, slots: number, count = bots): Promise<Bench> {
  const port = await freePort();
  const fleet = await openFleet({
    TELEGRAM_API_ROOT: sink.url,
    UPDATE_MODE: 'webhook',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WORKER_CONCURRENCY: String(slots),
    LOG_LEVEL: 'info',
  });
  await fillBots(fleet, count + 1);
  const all = await fleet.query<{ id: string; telegram: string }>(
    'select id, telegram_bot_id as telegram from bots order by id',
  );
  const [single] = all.splice(count);
  if (!single) throw new Error('the bench has no bots');
  await fillPeople(fleet, [all.map(({ id }) => id), [single.id]]);
  return { fleet, sink, slots, port, single };
}

/** Starts a side; it finds the bench's servers, or those given (counting proxies). */
export function startSide(
  name: SideName,
  bench: Bench,
  { servers = bench.fleet, env = {} }: { servers?: Servers; env?: Record<string, string> } = {},
): Promise<Side> {
  return name === 'ours' ? startOurs(bench, servers, env) : startOther(name, bench, { servers, env });
}

/** The webhooks of the bots that we serve. */
export const ourHooks = async ({ fleet, port }: Bench): Promise<Hook[]> =>
  (await hooksOf(fleet, port)).slice(0, -1);

async function startOurs(bench: Bench, servers: Servers, env: Record<string, string>): Promise<Side> {
  const { fleet, sink } = bench;
  const { databaseUrl, redisUrl } = servers;
  const running = await fleet.start({ ...env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
  endWithUs(running.child);
  const load = makeLoad(await ourHooks(bench), { sink });
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

async function startOther(
  name: Exclude<SideName, 'ours'>,
  { sink, slots, single }: Bench,
  { servers, env }: { servers: Servers; env: Record<string, string> },
): Promise<Side> {
  const args = [servers.databaseUrl, servers.redisUrl, sink.url, String(slots)];
  const bot = [single.id, `${single.telegram}:${'A'.repeat(35)}`];
  const { child, port } = await startProcess(`scripts/bench/${name}-process.ts`, [...args, ...bot], env);
  const hook = { url: `http://127.0.0.1:${port}/`, secret: 'none' };
  const load = makeLoad([hook], {
    sink,
    replies: name !== 'koa',
    ...(name === 'telegraf' && { connections: connectionsOfBot }),
  });
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

/** Runs a file that prints the port it listens on; what it prints later is read and dropped, like our log. */
export async function startProcess(
  file: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [...wordsOf(file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithUs(child);
  const early = once(child, 'exit').then(() => {
    throw new Error(`${file} ended by itself`);
  });
  const [text] = (await Promise.race([once(child.stdout, 'data'), early])) as [Buffer];
  child.stdout.resume();
  return { child, port: Number(text.toString()) };
}
