import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openFleet } from '../../test/support/fleet.js';
import { freePort } from '../../test/support/free-port.js';
import { countRoundTrips } from './counting-proxy.js';
import { cpuMsOf, median, percentile, printTable, round } from './figures.js';
import { fillBots, hooksOf } from './fill-bots.js';
import { makeLoad, type Load, type LoadResult } from './load.js';
import { startSink, type TelegramSink } from './telegram-sink.js';

export interface WholeWayOptions {
  /** Updates in each flood. */
  readonly updates: number;
  /** Floods of each side; their median counts. */
  readonly rounds: number;
}

const bots = 200;
const atOnce = 64;
const concurrency = '16';

interface Side {
  readonly name: string;
  readonly load: Load;
  readonly pids: readonly number[];
}
interface Measured {
  readonly perSecond: number[];
  readonly cpuMs: number[];
  steady?: LoadResult;
}

/** Floor and whole way in turns, so that both meet the same machine; then each at half of its own rate. */
export async function measureWholeWay({ updates, rounds }: WholeWayOptions): Promise<void> {
  const sink = await startSink();
  const fleet = await startFleet(sink);
  const floor = await startFloor(fleet.databaseUrl, fleet.redisUrl, sink);
  const sides = [floor.side, fleet.side];
  const results = new Map<Side, Measured>(sides.map((side) => [side, { perSecond: [], cpuMs: [] }]));
  for (const side of sides) await side.load.flood(Math.ceil(updates / 4), atOnce);
  for (let turn = 0; turn < rounds; turn += 1)
    for (const side of sides) {
      const cpu = side.pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0);
      const { perSecond } = await side.load.flood(updates, atOnce);
      const used = side.pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0) - cpu;
      results.get(side)?.perSecond.push(perSecond);
      results.get(side)?.cpuMs.push((used / updates) * 1000);
    }
  for (const side of sides) {
    const measured = results.get(side) as Measured;
    measured.steady = await side.load.steady(median(measured.perSecond) / 2, 10);
  }
  printResults(sides, results);
  await fleet.close();
  floor.close();
  await sink.close();
}

function printResults(sides: readonly Side[], results: ReadonlyMap<Side, Measured>): void {
  const [floor, ours] = sides.map((side) => results.get(side) as Measured) as [Measured, Measured];
  const row = (name: string, { perSecond, cpuMs, steady }: Measured) => [
    name,
    round(median(perSecond)),
    ...[steady?.acknowledged ?? [], steady?.replied ?? []].flatMap((values) => [
      round(percentile(values, 0.5), 1),
      round(percentile(values, 0.99), 1),
    ]),
    round(median(cpuMs)),
  ];
  const ratio = ours.perSecond.map((value, turn) => value / (floor.perSecond[turn] ?? NaN));
  printTable('Webhook in → reply handed to Telegram (latencies at half of the rate)', [
    ['', 'updates/s', 'ack p50 ms', 'ack p99', 'reply p50 ms', 'reply p99', 'CPU ms/1000'],
    row('floor: 1 job, 1 transaction, 1 call', floor),
    row('remnafleet: whole way', ours),
    ['ratio (median of the rounds)', round(median(ratio), 2), '', '', '', '', ''],
  ]);
}

const settingsFor = (sink: TelegramSink, port: number) => ({
  TELEGRAM_API_ROOT: sink.url,
  UPDATE_MODE: 'webhook',
  PORT: String(port),
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  WORKER_CONCURRENCY: concurrency,
});

async function startFleet(sink: TelegramSink) {
  const port = await freePort();
  const fleet = await openFleet(settingsFor(sink, port));
  await fillBots(fleet, bots);
  const running = await fleet.start();
  const side: Side = {
    name: 'whole way',
    load: makeLoad(await hooksOf(fleet, port), sink),
    pids: [running.child.pid ?? 0],
  };
  return {
    side,
    databaseUrl: fleet.databaseUrl,
    redisUrl: fleet.redisUrl,
    close: async () => {
      side.load.close();
      await fleet.close();
    },
  };
}

async function startFloor(databaseUrl: string, redisUrl: string, sink: TelegramSink) {
  const args = [
    '--import',
    'tsx',
    'scripts/bench/floor-process.ts',
    databaseUrl,
    redisUrl,
    sink.url,
    concurrency,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  const load = makeLoad([{ url: `http://127.0.0.1:${Number(text.toString())}/`, secret: 'none' }], sink);
  return {
    side: { name: 'floor', load, pids: [child.pid ?? 0] } as Side,
    close: () => {
      load.close();
      child.kill('SIGKILL');
    },
  };
}

/** Counts what an update costs in round trips: one update at a time, idle traffic taken off. */
export async function countUpdateRoundTrips(): Promise<void> {
  const updates = 100;
  const sink = await startSink();
  const port = await freePort();
  const fleet = await openFleet(settingsFor(sink, port));
  await fillBots(fleet, bots);
  const database = await countRoundTrips(new URL(fleet.databaseUrl));
  const redis = await countRoundTrips(new URL(fleet.redisUrl));
  await fleet.start({ DATABASE_URL: database.url, REDIS_URL: redis.url });
  const load = makeLoad(await hooksOf(fleet, port), sink);
  await load.flood(50, 1);
  const counted = async (work: () => Promise<unknown>) => {
    const before = { database: database.count(), redis: redis.count(), calls: sink.calls() };
    const started = performance.now();
    await work();
    return {
      database: database.count() - before.database,
      redis: redis.count() - before.redis,
      calls: sink.calls() - before.calls,
      ms: performance.now() - started,
    };
  };
  const busy = await counted(() => load.flood(updates, 1));
  const idle = await counted(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
  const each = (what: 'database' | 'redis') => (busy[what] - (idle[what] / idle.ms) * busy.ms) / updates;
  printTable('Round trips of one update (webhook in → reply), idle traffic taken off', [
    ['PostgreSQL', round(each('database'), 1)],
    ['Redis', round(each('redis'), 1)],
    ['Telegram', round(busy.calls / updates, 1)],
  ]);
  printTable('Idle traffic a second of one process with all roles', [
    ['PostgreSQL', round((idle.database / idle.ms) * 1000, 1)],
    ['Redis', round((idle.redis / idle.ms) * 1000, 1)],
  ]);
  load.close();
  await fleet.close();
  database.close();
  redis.close();
  await sink.close();
}
