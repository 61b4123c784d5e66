import { inspect, parseArgs } from 'node:util';
import { printTable, round } from '../bench/figures.js';
import { fuzzTenant, type TenantReport } from './fuzz-tenant.js';

const help = `A tenant gone mad: random and extreme requests, floods, 64 KB bodies, storms of settings and made-up Telegram
tokens, all with legal tokens of one bot, beside a second, quiet bot. Exits with 1 when the quiet bot's people wait longer,
its rows change, Redis or PostgreSQL grow beyond the bound, the operator's endpoints fail, or anything answers 500.

  npm run fuzz-tenant [-- --seconds 600] [--seed 1] [--rate 150]

  --seconds N   how long (default 600)
  --seed N      the same seed makes the same requests (default: another each time, printed)
  --rate N      requests a second that it tries, at most (default 150)

TEST_LOG_LEVEL=error shows what the processes log, from that level on.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string' },
    rate: { type: 'string', default: '150' },
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number from 1 on, not ${text}`);
  return value;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function print({ mad, alone, beside, masterMs, redisMb, databaseMb, allowed }: TenantReport): void {
  const statuses = [...new Set(Object.values(mad.answers).flatMap((counts) => Object.keys(counts)))].sort();
  printTable(`What ${mad.requests} requests of the tenant were answered`, [
    ['', ...statuses],
    ...Object.entries(mad.answers).map(([kind, counts]) => [
      kind,
      ...statuses.map((status) => String(counts[status] ?? '')),
    ]),
  ]);
  printTable('Beside it', [
    ['', 'alone', 'beside', 'at most'],
    ['answers of the quiet bot', String(alone.answers), String(beside.answers), ''],
    ['  p50, ms', round(alone.p50), round(beside.p50), ''],
    ['  p99, ms', round(alone.p99), round(beside.p99), round(allowed.waitMs)],
    ['slowest look of the master, ms', '', round(masterMs), round(allowed.masterMs)],
    ['growth of Redis, MB', '', round(redisMb, 1), round(allowed.redisMb)],
    ['growth of PostgreSQL, MB', '', round(databaseMb, 1), round(allowed.databaseMb)],
  ]);
}

async function main(): Promise<number> {
  const seed = values.seed ? whole('seed', values.seed) : Date.now() % 1_000_000;
  say(`seed ${seed}`);
  const seconds = whole('seconds', values.seconds);
  const report = await fuzzTenant({ seconds, seed, rate: whole('rate', values.rate) });
  print(report);
  for (const breach of report.breaches) say(`\n${breach}`);
  say(`\n${report.breaches.length} breaches (seed ${seed})`);
  return report.breaches.length ? 1 : 0;
}

if (values.help) say(help);
else
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`fuzz-tenant: ${inspect(error)}\n`);
      process.exit(1);
    },
  );
