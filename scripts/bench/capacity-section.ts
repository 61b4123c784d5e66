import { round } from './figures.js';
import type { Measured, SideFigures } from './measured.js';

/** The traffic that the calculation takes; docs/capacity.md states it too. */
const traffic = {
  /** People of a bot, how many of them come in a day, and how many updates each then sends. */
  people: 1_000,
  shareADay: 0.2,
  updatesADay: 10,
  /** The busiest hour over the mean of the day. */
  peak: 3,
} as const;
/** Half of what is there: the latencies were measured at half load, and one of two machines may die. */
const load = 0.5;
const fleets = [100, 1_000, 10_000] as const;
/** Connections to PostgreSQL of a worker process, and how many a server has unless told otherwise. */
const connections = { process: 20, server: 97 } as const;
const postgresCores = 8;
const daySeconds = 86_400;

const peakOfBot = (traffic.people * traffic.shareADay * traffic.updatesADay * traffic.peak) / daySeconds;

interface Bound {
  readonly what: string;
  readonly perSecond: number;
  readonly how: string;
}

const table = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `| ${row.join(' | ')} |`.replace(/\| {2}(?=\|)/g, '| ')).join('\n');
const number = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The figures of docs/capacity.md: what is measured, and what follows from it for each size of a fleet. */
export function capacitySection(measured: Measured): string {
  const ours = measured.telegrams[0]?.sides.ours;
  if (!ours) throw new Error('the whole way was not measured');
  return [
    `Measured on ${measured.cores} shared cores with Node ${measured.node.slice(1)}, ${measured.rounds} rounds of ${measured.updates} updates:`,
    costs(ours),
    `What one of each carries at half load, and how many bots with ${number(peakOfBot, 3)} updates a second each:`,
    carried(boundsOf(measured, ours)),
    'What a fleet needs in its busiest hour, at half load:',
    needs(ours),
    first(boundsOf(measured, ours)),
  ].join('\n\n');
}

function costs({ cpu, total, rate, walBytes }: SideFigures): string {
  const ms = ({ median, least, most }: SideFigures['total']) =>
    [median, least, most].map((value) => number(value / 1000, 2));
  return table([
    ['an update', 'median', 'least', 'most', ''],
    ['---', '---', '---', '---', '---'],
    ['CPU of the fleet, ms', ...ms(cpu.own), 'measured'],
    ['CPU of PostgreSQL, ms', ...ms(cpu.postgres), 'measured'],
    ['CPU of Redis, ms', ...ms(cpu.redis), 'measured'],
    ['CPU in all, ms', ...ms(total), 'measured'],
    ['WAL, bytes', number(walBytes), '', '', 'measured'],
    [
      'updates a second, all on this machine',
      ...[rate.median, rate.least, rate.most].map((value) => number(value)),
      'measured',
    ],
  ]);
}

function boundsOf({ cores }: Measured, { cpu, rate }: SideFigures): readonly Bound[] {
  const core = (ms: number, count = 1) => (count * 1_000 * load * 1_000) / ms;
  return [
    {
      what: `a machine of ${cores} cores with everything on it, the generator too`,
      perSecond: rate.median * load,
      how: 'measured rate × ½',
    },
    {
      what: 'a process with all roles (one core)',
      perSecond: core(cpu.own.median),
      how: 'calculated: 1,000 × ½ / own ms',
    },
    {
      what: `a PostgreSQL server of ${postgresCores} cores`,
      perSecond: core(cpu.postgres.median, postgresCores),
      how: `calculated: ${postgresCores} × 1,000 × ½ / PostgreSQL ms`,
    },
    { what: "Redis' one core", perSecond: core(cpu.redis.median), how: 'calculated: 1,000 × ½ / Redis ms' },
  ];
}

const carried = (bounds: readonly Bound[]): string =>
  table([
    ['', 'updates a second', 'bots', ''],
    ['---', '---', '---', '---'],
    ...bounds.map(({ what, perSecond, how }) => [
      what,
      number(perSecond),
      number(perSecond / peakOfBot),
      how,
    ]),
  ]);

function needs({ cpu, total, walBytes }: SideFigures): string {
  const rows = fleets.map((bots) => {
    const perSecond = bots * peakOfBot;
    const cores = (ms: number) => (perSecond * ms) / 1e6;
    const processes = Math.ceil(cores(cpu.own.median) / load);
    const ofDay = perSecond / traffic.peak;
    return [
      number(bots),
      number(perSecond, perSecond < 100 ? 1 : 0),
      number(cores(total.median), 2),
      String(processes),
      number(cores(cpu.postgres.median), 2),
      `${round(cores(cpu.redis.median) * 100, 1)} %`,
      String(processes * connections.process),
      number((ofDay * walBytes * daySeconds) / 1e9, 1),
    ];
  });
  return table([
    [
      'bots',
      'updates/s',
      'cores in all',
      'worker processes',
      "PostgreSQL's cores",
      "of Redis' core",
      'connections',
      'WAL GB a day',
    ],
    Array<string>(8).fill('---'),
    ...rows,
  ]);
}

/** Which of them gives out first, once each part has machines of its own. */
function first(bounds: readonly Bound[]): string {
  const [postgres, redis] = bounds.slice(-2) as [Bound, Bound];
  const nearest = postgres.perSecond < redis.perSecond ? postgres : redis;
  const processes = Math.floor(connections.server / connections.process);
  return (
    `Processes can be added, so none of them is a bound. The first that stays is ${nearest.what}, at half load with ` +
    `${number(nearest.perSecond)} updates a second, some ${number(nearest.perSecond / peakOfBot)} such bots (calculated). Before that, ` +
    `${processes + 1} worker processes ask for more than the ${connections.server} connections that PostgreSQL has for them by itself: ` +
    'raise `max_connections`, or put PgBouncer before it.'
  );
}
