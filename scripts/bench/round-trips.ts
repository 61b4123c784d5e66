import { pause } from '#platform/clock.js';
import { countRoundTrips } from './counting-proxy.js';
import { printTable, round } from './figures.js';
import { openBench, sideNames, startSide, type Bench, type SideName } from './sides.js';
import { startSink } from './telegram-sink.js';

/** Calls to each of the servers. */
export interface Counts {
  readonly postgres: number;
  readonly redis: number;
  readonly telegram: number;
}

export interface Trips {
  /** Round trips of one update. */
  readonly update: Counts;
  /** Round trips in a second in which nothing happens. */
  readonly idle: Counts;
}

const updates = 100;
/** Few, so that all have been met before the counting: a bot's first update also reads its settings. */
const bots = 20;
const idleMs = 2_000;
const order: readonly SideName[] = ['floor', 'telegraf', 'ours', 'koa'];

/** Counts what an update costs each side in round trips: one update at a time, idle traffic taken off. */
export async function countTrips(): Promise<ReadonlyMap<SideName, Trips>> {
  const sink = await startSink();
  const bench = await openBench(sink, 16, bots);
  const all = new Map<SideName, Trips>();
  for (const name of order) all.set(name, await tripsOf(name, bench));
  await bench.fleet.close();
  await sink.close();
  return all;
}

async function tripsOf(name: SideName, bench: Bench): Promise<Trips> {
  const database = await countRoundTrips(new URL(bench.fleet.databaseUrl));
  const redis = await countRoundTrips(new URL(bench.fleet.redisUrl));
  const side = await startSide(name, bench, { servers: { databaseUrl: database.url, redisUrl: redis.url } });
  await side.load.flood(2 * bots, 1);
  const count = (): Counts => ({
    postgres: database.count(),
    redis: redis.count(),
    telegram: bench.sink.calls(),
  });
  const counted = async (work: () => Promise<unknown>) => {
    const [before, started] = [count(), performance.now()];
    await work();
    const ms = performance.now() - started;
    const after = count();
    const made = (key: keyof Counts) => after[key] - before[key];
    return { made, ms };
  };
  const busy = await counted(() => side.load.flood(updates, 1));
  const idle = await counted(() => pause(idleMs));
  const each = (of: (key: keyof Counts) => number): Counts => ({
    postgres: of('postgres'),
    redis: of('redis'),
    telegram: of('telegram'),
  });
  await side.close();
  database.close();
  redis.close();
  return {
    update: each((key) => Math.max(0, busy.made(key) - (idle.made(key) / idle.ms) * busy.ms) / updates),
    idle: each((key) => (idle.made(key) / idle.ms) * 1000),
  };
}

/** Prints the round trips of an update and those of an idle second. */
export function printTrips(trips: ReadonlyMap<SideName, Trips>): void {
  const rows = (key: keyof Trips) =>
    [...trips].map(([name, { [key]: counts }]) => [
      sideNames[name],
      ...[counts.postgres, counts.redis, counts.telegram].map((count) => round(count, 1)),
    ]);
  const head = ['', 'PostgreSQL', 'Redis', 'Telegram'];
  printTable('Round trips of one update (one at a time, idle traffic taken off)', [head, ...rows('update')]);
  printTable('Round trips of one process in an idle second', [head, ...rows('idle')]);
}
