import { cpus } from 'node:os';
import { percentage, printTable, round } from './figures.js';
import { measureSides } from './measure-sides.js';
import type { Latencies, Measured, SideFigures, Spread } from './measured.js';
import type { Trips } from './round-trips.js';
import { bots, openBench, sideNames, startSide, type Side, type SideName } from './sides.js';
import { startSink } from './telegram-sink.js';

export interface WholeWayOptions {
  /** Updates in each flood. */
  readonly updates: number;
  /** Floods of each side with Telegram at once; their median counts. Slower Telegrams are met half as often, but twice. */
  readonly rounds: number;
}

/** Enough for any rate of this machine at the slowest Telegram: 2,500 a second. */
const slots = 512;
/** How slow Telegram is, and how many updates are under way in a flood, so that they are not what limits it. */
const plans = [
  { latencyMs: 0, atOnce: 64 },
  { latencyMs: 20, atOnce: 128 },
  { latencyMs: 200, atOnce: 512 },
] as const;

const explanation = `
Webhook in → reply handed to Telegram. Generator, Telegram's stand-in, PostgreSQL (fsync on), Redis (AOF) and the sides
share ${cpus().length} cores. Of the updates 80 % are of registered people, half taps and half commands; 20 % are new people's
/start. ${bots} bots of ours; the floor and telegraf have one. All log at info and run the same Node. A process works on up
to ${slots} jobs at once, so that a slow Telegram leaves slots free (its 28 messages a second a bot allow ${28 * bots} in all).
The floor has our statements, durability and calls without order, fairness, limits, tenants and recovery. telegraf has
the same statements without queue and outbox; it answers a webhook when its reply was sent, over Telegram's 100 connections.
A reply that Telegram refuses for the moment, or that a crash cuts off after the commit, is lost with it.
`;

/** The floor, plain telegraf, the whole way and Koa in turns, so that all meet the same machine. Prints and returns all. */
export async function measureWholeWay(
  size: WholeWayOptions,
  trips: ReadonlyMap<SideName, Trips>,
): Promise<Measured> {
  const sink = await startSink();
  const bench = await openBench(sink, slots);
  const sides: Side[] = [];
  for (const name of ['floor', 'telegraf', 'ours', 'koa'] as const) sides.push(await startSide(name, bench));
  process.stdout.write(explanation);
  // Every bot is met at least once, so that its settings are known.
  const warmUp = Math.max(2 * bots, size.updates);
  for (const side of sides) await side.load.flood(warmUp, plans[0].atOnce);
  const telegrams: Measured['telegrams'][number][] = [];
  for (const plan of plans) {
    sink.answerAfter(plan.latencyMs);
    const met = plan.latencyMs === 0 ? sides : sides.filter((side) => side.name !== 'koa');
    const rounds =
      plan.latencyMs === 0 ? size.rounds : Math.min(size.rounds, Math.max(2, Math.ceil(size.rounds / 2)));
    const result = { ...plan, sides: await measureSides(bench, met, { ...plan, ...size, rounds }) };
    printTelegram(result);
    telegrams.push(result);
  }
  for (const side of sides) await side.close();
  await bench.fleet.close();
  await sink.close();
  const counts = [...trips].map(([name, { update }]) => [name, update]);
  const measured: Measured = {
    node: process.version,
    cores: cpus().length,
    ...size,
    telegrams,
    trips: Object.fromEntries(counts) as Measured['trips'],
  };
  printHeadline(measured);
  return measured;
}

type Telegram = Measured['telegrams'][number];
const sidesOf = ({ sides }: Telegram) => Object.entries(sides) as [SideName, SideFigures][];
const range = ({ least, most }: Spread, digits = 0): string =>
  `${round(least, digits)}–${round(most, digits)}`;

function printTelegram(telegram: Telegram): void {
  const { latencyMs, atOnce } = telegram;
  printTable(
    `Telegram takes ${latencyMs} ms: floods with ${atOnce} updates under way (CPU in ms for 1,000 updates)`,
    [
      [
        '',
        'updates/s',
        'least–most',
        'of floor',
        'own',
        'PostgreSQL',
        'Redis',
        'CPU in all',
        'least–most',
        'generator',
      ],
      ...sidesOf(telegram).map(([name, { rate, cpu, total, ofFloor }]) => [
        sideNames[name],
        round(rate.median),
        range(rate),
        name === 'koa' ? '' : round(ofFloor.rate.median, 2),
        ...[cpu.own, cpu.postgres, cpu.redis, total].map(({ median }) => round(median)),
        range(total),
        round(cpu.generator.median),
      ]),
    ],
  );
  printLatencies(telegram, 'half', "half of each one's own rate");
  printLatencies(telegram, 'same', 'half of our rate, for all');
}

function printLatencies(telegram: Telegram, key: 'half' | 'same', what: string): void {
  const cells = (values: Latencies['replied']) =>
    values ? [round(values.p50, 1), round(values.p99, 1)] : ['', ''];
  printTable(`Telegram takes ${telegram.latencyMs} ms: latencies at ${what}`, [
    ['', 'updates/s', 'ack p50 ms', 'ack p99', 'reply p50 ms', 'reply p99'],
    ...sidesOf(telegram).map(([name, { [key]: measured }]) => [
      sideNames[name],
      round(measured.perSecond),
      ...cells(measured.acknowledged),
      ...cells(measured.replied),
    ]),
  ]);
}

/** What the whole bench is about, last, where it is seen. */
function printHeadline({ telegrams, rounds }: Measured): void {
  const [atOnce] = telegrams;
  const slow = telegrams.filter(({ latencyMs }) => latencyMs > 0);
  const { ours, floor, koa } = atOnce?.sides ?? {};
  if (!ours || !floor || !koa) return;
  const { cpu, total, ofFloor } = ours;
  const ms = (value: number) => round(value / 1000, 2);
  process.stdout.write(
    `\nAn update costs ${ms(total.median)} ms of CPU (${ms(total.least)}–${ms(total.most)} in ${rounds} rounds): ` +
      `own ${ms(cpu.own.median)}, PostgreSQL ${ms(cpu.postgres.median)}, Redis ${ms(cpu.redis.median)}; ` +
      `the generator's ${ms(cpu.generator.median)} apart.\n` +
      `The fair floor's costs ${ms(floor.total.median)} ms: ours does ${percentage(ofFloor.rate.median)} of its rate ` +
      `(${percentage(ofFloor.rate.least)}–${percentage(ofFloor.rate.most)}), at ` +
      `${round(1 / ofFloor.cpu.median, 2)} times its CPU.\n`,
  );
  const against = (key: 'half' | 'same') => round(ours[key].acknowledged.p99 / koa[key].acknowledged.p99, 2);
  printTable('Aims', [
    ['', 'aim', 'measured'],
    ['CPU of an update, ms', '≤ 2.6', ms(total.median)],
    ["of the fair floor's rate", '≥ 0.67', round(ofFloor.rate.median, 2)],
    ['acknowledgement p99 of Koa + queue.add, half of each one’s rate', '≤ 1.5', against('half')],
    ['acknowledgement p99 of Koa + queue.add, same rate', '≤ 1.5', against('same')],
    ...slow.flatMap(({ latencyMs, sides: { ours: us, telegraf } }) => [
      [
        `rate over telegraf's at ${latencyMs} ms`,
        latencyMs === 200 ? '> 1' : '',
        over(us?.rate.median, telegraf?.rate.median),
      ],
      [
        `telegraf's acknowledgement p99 over ours at ${latencyMs} ms, same rate`,
        '≥ 10',
        over(telegraf?.same.acknowledged.p99, us?.same.acknowledged.p99),
      ],
    ]),
  ]);
}

const over = (one = NaN, other = NaN): string => round(one / other, 2);
