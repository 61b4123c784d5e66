import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pause } from '#platform/clock.js';
import { openFleet, type TestFleet } from '../../test/support/processes/fleet.js';
import { programOf } from '../../test/support/processes/program.js';
import { freePort } from '../../test/support/servers/free-port.js';
import { waitFor } from '../../test/support/wait-for.js';
import { countCommands } from './count-commands.js';
import { countRoundTrips } from './counting-proxy.js';
import { printTable, round } from './figures.js';
import { fillBots } from './fill-bots.js';
import { startIdleTelegram, type IdleTelegram } from './idle-telegram.js';
import { readServerCpu } from './server-cpu.js';

/** A fleet in which nobody writes; `off` bots are switched off. */
interface Case {
  readonly name: string;
  readonly mode: 'polling' | 'webhook';
  readonly on: number;
  readonly off: number;
}
/** What the process tells of its memory, in bytes. */
interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}
interface Footprint {
  readonly startMs: number;
  readonly memory: number;
  readonly rss: number;
  /** Shares of one core: the process' own, and those of the two servers. */
  readonly cpu: number;
  readonly postgresCpu: number;
  readonly redisCpu: number;
  /** Each in a second. */
  readonly redis: number;
  readonly postgres: number;
  readonly telegram: number;
}

const few: Case = { name: '10 by webhook', mode: 'webhook', on: 10, off: 0 };
const many: Case = { name: '10,000 by webhook', mode: 'webhook', on: 10_000, off: 0 };
const mixed: Case = { name: '100 by polling, 9,900 switched off', mode: 'polling', on: 100, off: 9_900 };
const polled: Case = { name: '1,000 by polling', mode: 'polling', on: 1_000, off: 0 };

/**
 * The first ticks of the schedule are not idle yet, nor what a start leaves to V8: it collects the garbage half a minute
 * later and goes on compiling for a while.
 */
const settleMs = 40_000;
/** Every tick of the schedule falls into it at least once. */
const idleMs = 60_000;

/** Start, memory, CPU and calls of one process with all roles, with few bots and with many, in webhook mode. */
export async function measureIdleBots(): Promise<void> {
  const [small, large] = [await footprint(few), await footprint(many)];
  printFootprints([few, many], [small, large]);
  const more = many.on - few.on;
  printTable('An idle bot by webhook costs', [
    ['memory, KB', round((large.memory - small.memory) / more / 1024, 1)],
    ['RSS, KB', round((large.rss - small.rss) / more / 1024, 1)],
  ]);
}

/** The same in polling mode, where each bot has a long poll open at Telegram. */
export async function measureIdlePolling(): Promise<void> {
  const [small, large] = [await footprint(mixed), await footprint(polled)];
  printFootprints([mixed, polled], [small, large]);
  const more = polled.on - mixed.on;
  printTable('An idle bot by polling costs', [
    ['memory, KB', round((large.memory - small.memory) / more / 1024, 1)],
    ['RSS, KB', round((large.rss - small.rss) / more / 1024, 1)],
    ['CPU of a thousand, %', round(((large.cpu - small.cpu) / more) * 100_000, 1)],
  ]);
}

function printFootprints(cases: readonly Case[], prints: readonly Footprint[]): void {
  const rows = prints.map((print, at) => [
    cases[at]?.name ?? '',
    round(print.startMs / 1000, 1),
    round(print.memory / 2 ** 20, 1),
    round(print.rss / 2 ** 20),
    ...[print.cpu, print.postgresCpu, print.redisCpu].map((share) => round(share * 100, 2)),
    ...[print.redis, print.postgres, print.telegram].map((count) => round(count, 1)),
  ]);
  const head = ['bots', 'start s', 'memory MB', 'RSS MB', 'CPU %', 'PostgreSQL %', 'Redis %'];
  const calls = ['Redis/s', 'PostgreSQL/s', 'Telegram/s'];
  printTable(
    `One idle process with all roles, over ${idleMs / 1000} s (memory: heap and external; commands of Redis, ` +
      'round trips to PostgreSQL and calls of Telegram in a second)',
    [[...head, ...calls], ...rows],
  );
}

async function footprint(one: Case): Promise<Footprint> {
  const telegram = await startIdleTelegram();
  const port = await freePort();
  const fleet = await openFleet({
    TELEGRAM_API_ROOT: telegram.url,
    UPDATE_MODE: one.mode,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  await addBots(fleet, one);
  const database = await countRoundTrips(new URL(fleet.databaseUrl));
  const started = performance.now();
  const { flags, file } = programOf('scripts/bench/idle-process.ts');
  const child = fork(file, {
    execArgv: [...flags, '--expose-gc'],
    env: { ...fleet.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await awaitAll(fleet, { one, port, telegram });
  const startMs = performance.now() - started;
  await pause(settleMs);
  const idle = await watchIdle(child, { fleet, telegram, statements: database.count });
  child.kill('SIGTERM');
  await once(child, 'exit');
  await fleet.close();
  database.close();
  await telegram.close();
  return { ...idle, startMs };
}

async function addBots(fleet: TestFleet, { on, off }: Case): Promise<void> {
  for (let from = 1; from <= on + off; from += 2_000)
    await fillBots(fleet, Math.min(2_000, on + off - from + 1), from);
  const rest = 'select id from bots order by id offset $1';
  await fleet.query(`update bots set is_active = false where id in (${rest})`, [on]);
  await fleet.query(`update bot_connections set webhook_fingerprint = null where bot_id in (${rest})`, [on]);
}

interface Started {
  readonly one: Case;
  readonly port: number;
  readonly telegram: IdleTelegram;
}

/** Until the process is ready, knows every bot, and has a long poll open for each that is to be polled. */
async function awaitAll(fleet: TestFleet, { one, port, telegram }: Started): Promise<void> {
  const isDone = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (!response?.ok || (await fleet.redis.hlen('{remnafleet}:directory:bots')) < one.on + one.off)
      return false;
    return one.mode === 'webhook' || telegram.held() >= one.on;
  };
  await waitFor(isDone, { timeoutMs: 120_000, what: 'readiness' });
}

interface Watched {
  readonly fleet: TestFleet;
  readonly telegram: IdleTelegram;
  readonly statements: () => number;
}

async function watchIdle(
  child: ChildProcess,
  { fleet, telegram, statements }: Watched,
): Promise<Omit<Footprint, 'startMs'>> {
  const commands = await countCommands(fleet.redisUrl);
  const count = () => ({ redis: commands.count(), postgres: statements(), telegram: telegram.calls() });
  const used = async () => ({
    own: (await ask<{ cpuMs: number }>(child, 'cpu')).cpuMs,
    ...(await readServerCpu(fleet)),
  });
  const [before, usedBefore, from] = [count(), await used(), performance.now()];
  await pause(idleMs);
  const [after, ms] = [count(), performance.now() - from];
  commands.close();
  const usedAfter = await used();
  const memory = await ask<Memory>(child, 'memory');
  const inSecond = (key: keyof typeof after) => ((after[key] - before[key]) / ms) * 1000;
  const share = (key: keyof typeof usedAfter) => (usedAfter[key] - usedBefore[key]) / ms;
  return {
    memory: memory.heapUsed + memory.external,
    rss: memory.rss,
    cpu: share('own'),
    postgresCpu: share('postgres'),
    redisCpu: share('redis'),
    redis: inSecond('redis'),
    postgres: inSecond('postgres'),
    telegram: inSecond('telegram'),
  };
}

async function ask<Told>(child: ChildProcess, question: 'cpu' | 'memory'): Promise<Told> {
  const answer = once(child, 'message') as Promise<[Told]>;
  child.send(question);
  return (await answer)[0];
}
