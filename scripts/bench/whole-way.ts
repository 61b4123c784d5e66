import { cpus } from 'node:os';
import { median, percentile, printTable, round } from './figures.js';
import type { LoadResult } from './load.js';
import type { Trips } from './round-trips.js';
import { cpuMsOf, readServerCpu } from './server-cpu.js';
import { bots, openBench, sideNames, startSide, type Bench, type Side, type SideName } from './sides.js';
import { startSink } from './telegram-sink.js';

export interface WholeWayOptions {
  /** Updates in each flood. */
  readonly updates: number;
  /** Floods of each side with Telegram at once; their median counts. Slower Telegrams are met once less. */
  readonly rounds: number;
}

/** CPU of 1,000 updates in milliseconds: of the side's process, of PostgreSQL, of Redis. */
interface Cpu {
  readonly own: number;
  readonly postgres: number;
  readonly redis: number;
}
interface Latencies {
  /** Updates sent in a second. */
  readonly perSecond: number;
  readonly acknowledged: readonly number[];
  readonly replied: readonly number[];
}
interface Measured {
  readonly perSecond: number[];
  readonly cpu: Cpu[];
  /** At half of the side's own rate. */
  half: Latencies;
  /** At half of our rate, the same for all. */
  same: Latencies;
}
type Results = ReadonlyMap<SideName, Measured>;

/** Enough for any rate of this machine at the slowest Telegram: 2,500 a second. */
const slots = 512;
/** How slow Telegram is, and how many updates are under way in a flood, so that they are not what limits it. */
const plans = [
  { latencyMs: 0, atOnce: 64 },
  { latencyMs: 20, atOnce: 128 },
  { latencyMs: 200, atOnce: 512 },
] as const;
type Plan = (typeof plans)[number];
const steadySeconds = 5;

const explanation = `
Webhook in → reply handed to Telegram. Generator, Telegram's stand-in, PostgreSQL (fsync on), Redis (AOF) and the sides
share ${cpus().length} cores. ${bots} bots, every update from a new person. The sides take turns. A process works on up to ${slots} jobs
at once, so that a slow Telegram leaves slots free (Telegram's 28 messages a second a bot allow ${28 * bots} in all).
telegraf: one bot, the same statements, no queue. It answers a webhook when its reply was sent: Telegram's at most 100
connections would hold it at 500 updates a second when Telegram takes 200 ms; here it gets as many as are under way. A reply
that Telegram refuses for the moment, or that a crash cuts off after the commit, is lost with it.
`;

/** The floor, plain telegraf, and the whole way in turns, so that all meet the same machine; Koa for the acknowledgement. */
export async function measureWholeWay(
  size: WholeWayOptions,
  trips: ReadonlyMap<SideName, Trips>,
): Promise<void> {
  const sink = await startSink();
  const bench = await openBench(sink, slots);
  const sides: Side[] = [];
  for (const name of ['floor', 'telegraf', 'ours', 'koa'] as const) sides.push(await startSide(name, bench));
  process.stdout.write(explanation);
  // Every bot is met at least once, so that its settings are known.
  const warmUp = Math.max(bots, Math.ceil(size.updates / 2));
  for (const side of sides) await side.load.flood(warmUp, plans[0].atOnce);
  for (const plan of plans) {
    sink.answerAfter(plan.latencyMs);
    const met = plan.latencyMs === 0 ? sides : sides.filter((side) => side.name !== 'koa');
    const rounds = plan.latencyMs === 0 ? size.rounds : Math.max(1, size.rounds - 1);
    const results = await measurePlan(bench, met, { ...plan, updates: size.updates, rounds });
    printPlan(plan, results, trips);
    if (plan.latencyMs === 0) printAims(results);
  }
  for (const side of sides) await side.close();
  await bench.fleet.close();
  await sink.close();
}

async function measurePlan(
  bench: Bench,
  sides: readonly Side[],
  { atOnce, updates, rounds }: WholeWayOptions & Plan,
): Promise<Results> {
  const results = new Map<SideName, Measured>();
  for (const { name } of sides)
    results.set(name, { perSecond: [], cpu: [], half: silence(), same: silence() });
  const of = (side: Side) => results.get(side.name) as Measured;
  for (let turn = 0; turn < rounds; turn += 1)
    for (const side of sides) {
      const { perSecond, cpu } = await floodWithCpu(bench, side, { updates, atOnce });
      of(side).perSecond.push(perSecond);
      of(side).cpu.push(cpu);
    }
  const sameRate = median(results.get('ours')?.perSecond ?? []) / 2;
  const seconds = steadySeconds / rounds;
  for (let turn = 0; turn < rounds; turn += 1)
    for (const side of sides) {
      const measured = of(side);
      const same = await side.load.steady(sameRate, seconds);
      measured.same = joined(measured.same, same, sameRate);
      const ownRate = median(measured.perSecond) / 2;
      const half = side.name === 'ours' ? same : await side.load.steady(ownRate, seconds);
      measured.half = joined(measured.half, half, ownRate);
    }
  return results;
}

const silence = (): Latencies => ({ perSecond: 0, acknowledged: [], replied: [] });
const joined = (before: Latencies, more: LoadResult, perSecond: number): Latencies => ({
  perSecond,
  acknowledged: [...before.acknowledged, ...more.acknowledged],
  replied: [...before.replied, ...more.replied],
});

async function floodWithCpu(
  { fleet }: Bench,
  { load, pid }: Side,
  { updates, atOnce }: { updates: number; atOnce: number },
): Promise<{ perSecond: number; cpu: Cpu }> {
  const read = async (): Promise<Cpu> => ({ own: cpuMsOf(pid), ...(await readServerCpu(fleet)) });
  const before = await read();
  const { perSecond } = await load.flood(updates, atOnce);
  const after = await read();
  const each = (key: keyof Cpu) => ((after[key] - before[key]) / updates) * 1000;
  return { perSecond, cpu: { own: each('own'), postgres: each('postgres'), redis: each('redis') } };
}

function printPlan({ latencyMs, atOnce }: Plan, results: Results, trips: ReadonlyMap<SideName, Trips>): void {
  const floor = results.get('floor') as Measured;
  const rows = [...results].map(([name, { perSecond, cpu }]) => {
    const ratio = perSecond.map((value, turn) => value / (floor.perSecond[turn] ?? NaN));
    const cost = (key: keyof Cpu) => round(median(cpu.map((run) => run[key])));
    const { postgres = NaN, redis = NaN } = trips.get(name)?.update ?? {};
    const share = name === 'koa' ? '' : round(median(ratio), 2);
    const costs = [cost('own'), cost('postgres'), cost('redis')];
    return [sideNames[name], round(median(perSecond)), share, ...costs, round(postgres, 1), round(redis, 1)];
  });
  printTable(`Telegram takes ${latencyMs} ms: rate with ${atOnce} updates under way`, [
    [
      '',
      'updates/s',
      'of floor',
      'CPU ms/1000',
      'PostgreSQL CPU',
      'Redis CPU',
      'PostgreSQL trips',
      'Redis trips',
    ],
    ...rows,
  ]);
  printLatencies(latencyMs, results, 'same');
  printLatencies(latencyMs, results, 'half');
}

function printLatencies(latencyMs: number, results: Results, key: 'half' | 'same'): void {
  const what = key === 'half' ? "half of each one's own rate" : 'half of our rate, for all';
  const rows = [...results].map(([name, { [key]: measured }]) => [
    sideNames[name],
    round(measured.perSecond),
    ...[measured.acknowledged, measured.replied].flatMap((values) =>
      [0.5, 0.99].map((share) => round(percentile(values, share), 1)),
    ),
  ]);
  printTable(`Telegram takes ${latencyMs} ms: latencies at ${what}`, [
    ['', 'updates/s', 'ack p50 ms', 'ack p99', 'reply p50 ms', 'reply p99'],
    ...rows,
  ]);
}

function printAims(results: Results): void {
  const of = (name: SideName) => results.get(name) as Measured;
  const ratio = of('ours').perSecond.map((value, turn) => value / (of('floor').perSecond[turn] ?? NaN));
  const against = (key: 'half' | 'same') =>
    round(percentile(of('ours')[key].acknowledged, 0.99) / percentile(of('koa')[key].acknowledged, 0.99), 2);
  printTable('Aims', [
    ['', 'aim', 'measured'],
    ['updates a second', '≥ 600', round(median(of('ours').perSecond))],
    ['of the floor (median of the rounds)', '≥ 0.5', round(median(ratio), 2)],
    ['acknowledgement p99 of Koa + queue.add, same rate', '≤ 1.5', against('same')],
    ["acknowledgement p99 of Koa + queue.add, half of each one's rate", '≤ 1.5', against('half')],
  ]);
}
