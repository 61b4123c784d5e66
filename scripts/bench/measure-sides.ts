import { pause } from '#platform/clock.js';
import { median, percentile } from './figures.js';
import type { LoadResult } from './load.js';
import type { Cpu, Latencies, SideFigures, Spread } from './measured.js';
import { cpuMsOf, readServerCpu } from './server-cpu.js';
import type { Bench, Side, SideName } from './sides.js';

/** How the sides are met. */
export interface Plan {
  readonly updates: number;
  readonly rounds: number;
  /** Updates under way in a flood. */
  readonly atOnce: number;
}
interface Round {
  readonly rate: number;
  readonly cpu: Cpu;
  readonly walBytes: number;
}

const steadySeconds = 12;
/** What follows the last reply belongs to the side too: answered taps, rows that are struck off in batches. */
const settleMs = 500;

/**
 * Floods the sides in short rounds, there and back again (ABBA), so that what drifts on the machine meets all of them alike;
 * then sends at a steady rate, at half of each one's own and at half of ours.
 */
export async function measureSides(
  bench: Bench,
  sides: readonly Side[],
  plan: Plan,
): Promise<Partial<Record<SideName, SideFigures>>> {
  const rounds = new Map<SideName, Round[]>(sides.map(({ name }) => [name, []]));
  for (let turn = 0; turn < plan.rounds; turn += 1)
    for (const side of inTurn(sides, turn)) rounds.get(side.name)?.push(await floodOnce(bench, side, plan));
  const rateOf = (name: SideName) => median((rounds.get(name) ?? []).map(({ rate }) => rate));
  const latencies = await measureLatencies(sides, plan.rounds, rateOf);
  const floor = rounds.get('floor') ?? [];
  return Object.fromEntries(
    sides.map(({ name }) => {
      const { half, same } = latencies.get(name) as Record<'half' | 'same', Latencies>;
      return [name, { ...figuresOf(rounds.get(name) ?? [], floor), half, same }];
    }),
  );
}

const inTurn = (sides: readonly Side[], turn: number): readonly Side[] =>
  turn % 2 ? sides.toReversed() : sides;

async function floodOnce(bench: Bench, { load, pid }: Side, { updates, atOnce }: Plan): Promise<Round> {
  const read = async () => {
    const { user, system } = process.cpuUsage();
    const [wal] = await bench.fleet.query<{ bytes: string }>(
      `select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`,
    );
    const servers = await readServerCpu(bench.fleet);
    return { own: cpuMsOf(pid), ...servers, generator: (user + system) / 1000, wal: Number(wal?.bytes) };
  };
  const before = await read();
  const { perSecond } = await load.flood(updates, atOnce);
  await pause(settleMs);
  const after = await read();
  const each = (key: keyof Cpu) => ((after[key] - before[key]) / updates) * 1000;
  return {
    rate: perSecond,
    cpu: {
      own: each('own'),
      postgres: each('postgres'),
      redis: each('redis'),
      generator: each('generator'),
    },
    walBytes: (after.wal - before.wal) / updates,
  };
}

const totalOf = ({ cpu }: Round): number => cpu.own + cpu.postgres + cpu.redis;

function figuresOf(rounds: readonly Round[], floor: readonly Round[]): Omit<SideFigures, 'half' | 'same'> {
  const spread = (value: (round: Round) => number) => spreadOf(rounds.map(value));
  const withFloor = (value: (round: Round, floor: Round) => number) =>
    spreadOf(rounds.flatMap((round, turn) => (floor[turn] ? [value(round, floor[turn])] : [])));
  return {
    rate: spread(({ rate }) => rate),
    cpu: {
      own: spread(({ cpu }) => cpu.own),
      postgres: spread(({ cpu }) => cpu.postgres),
      redis: spread(({ cpu }) => cpu.redis),
      generator: spread(({ cpu }) => cpu.generator),
    },
    total: spread(totalOf),
    walBytes: median(rounds.map(({ walBytes }) => walBytes)),
    ofFloor: {
      rate: withFloor((round, other) => round.rate / other.rate),
      cpu: withFloor((round, other) => totalOf(other) / totalOf(round)),
    },
  };
}

const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: percentile(values, 0),
  most: percentile(values, 1),
});

async function measureLatencies(
  sides: readonly Side[],
  rounds: number,
  rateOf: (name: SideName) => number,
): Promise<ReadonlyMap<SideName, Record<'half' | 'same', Latencies>>> {
  const runs = new Map(
    sides.map(({ name }) => [name, { half: [] as LoadResult[], same: [] as LoadResult[] }]),
  );
  const sameRate = rateOf('ours') / 2;
  const turns = Math.min(rounds, 2);
  for (let turn = 0; turn < turns; turn += 1)
    for (const side of inTurn(sides, turn)) {
      const of = runs.get(side.name);
      const same = await side.load.steady(sameRate, steadySeconds / turns);
      of?.same.push(same);
      const isOurs = side.name === 'ours';
      of?.half.push(isOurs ? same : await side.load.steady(rateOf(side.name) / 2, steadySeconds / turns));
    }
  return new Map(
    [...runs].map(([name, { half, same }]) => [
      name,
      { half: latenciesOf(half, rateOf(name) / 2), same: latenciesOf(same, sameRate) },
    ]),
  );
}

function latenciesOf(runs: readonly LoadResult[], perSecond: number): Latencies {
  const quantiles = (values: readonly number[]) => ({
    p50: percentile(values, 0.5),
    p99: percentile(values, 0.99),
  });
  const replied = runs.flatMap((run) => run.replied);
  return {
    perSecond,
    acknowledged: quantiles(runs.flatMap((run) => run.acknowledged)),
    replied: replied.length ? quantiles(replied) : null,
  };
}
