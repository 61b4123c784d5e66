import { inspect, parseArgs } from 'node:util';
import { percentile, printTable, round } from '../bench/figures.js';
import { describeFault, fuzzApi, type Fault, type FuzzReport } from './fuzz-api.js';

const help = `Sends odd requests to the admin API, made from its own OpenAPI document, and holds every answer against the document.
Exits with 1 when an answer is a 5xx, hangs, or is not what the document says.

  npm run fuzz-api [-- --requests 20000] [--seed 1]

  --requests N   how many (default 20000)
  --seed N       the same seed makes the same requests (default: another each time, printed)

TEST_LOG_LEVEL=error shows what the processes log, from that level on.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string' },
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number from 1 on, not ${text}`);
  return value;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function print({ byStatus, byCode, times, slowest, neverDone }: FuzzReport): void {
  const rows = (counts: ReadonlyMap<string, number>) =>
    [...counts].sort().map(([name, count]) => [name, String(count)]);
  printTable('Answers by status', [['status', 'answers'], ...rows(byStatus)]);
  printTable('Refusals by code', [['status and code', 'answers'], ...rows(byCode)]);
  const [p50 = '', p99 = '', most = ''] = [0.5, 0.99, 1].map((share) => round(percentile(times, share), 1));
  printTable('Time to the answer', [
    ['ms', 'p50', 'p99', 'max'],
    ['all', p50, p99, most],
  ]);
  printTable(
    'The slowest',
    slowest.map(({ request, status, ms }) => [
      `${request.method} ${request.path.slice(0, 60)}`,
      String(status),
      `${round(ms)} ms`,
    ]),
  );
  if (neverDone.length) say(`\nNever succeeded:\n  ${neverDone.join('\n  ')}`);
}

/** One of each kind is told in full, the others are counted. */
function printFaults(faults: readonly Fault[], seed: number): void {
  const kinds = new Map<string, Fault[]>();
  for (const fault of faults) {
    const kind = `${fault.request.operation.id} ${fault.what}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), fault]);
  }
  for (const [first, ...more] of kinds.values())
    if (first)
      say(`\n${describeFault(first, seed)}${more.length ? `\n  and ${more.length} more of this kind` : ''}`);
}

async function main(): Promise<number> {
  const requests = whole('requests', values.requests);
  const seed = values.seed ? whole('seed', values.seed) : Date.now() % 1_000_000;
  say(`seed ${seed}`);
  const report = await fuzzApi({ requests, seed, say });
  print(report);
  printFaults(report.faults, seed);
  if (report.touched.length)
    say(`\nRows of a bot that no request may change have changed: ${report.touched.join(', ')}`);
  say(`\n${requests} requests, ${report.faults.length} faults (seed ${seed})`);
  return report.faults.length || report.touched.length ? 1 : 0;
}

if (values.help) say(help);
else
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`fuzz-api: ${inspect(error)}\n`);
      process.exit(1);
    },
  );
