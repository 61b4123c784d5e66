import { parseArgs } from 'node:util';
import { printTable } from '../bench/figures.js';
import { measureFairness } from './fairness-part.js';
import { wreckPostgres } from './postgres-part.js';
import { wreckProcesses } from './processes-part.js';
import { wreckRedis } from './redis-part.js';
import { startServers } from './servers.js';
import { wreckTelegram } from './telegram-part.js';
import type { TrialSpec, Report } from './trial.js';
import { wreckYear } from './year/year-part.js';

const help = `Breaks the fleet on purpose and checks that nothing is lost, doubled or out of order. Exits with 1 when something is.

  npm run chaos [-- --only processes] [--kills 1000] [--seconds 3600] [--seed 1]
  npm run chaos -- --only year [--days 365] [--bots 50] [--seed 1]

  --only PARTS    some parts only, separated by commas; the year is lived only when it is named
  --fault TEXT    all parts but processes: only the faults whose title holds the text
  --scene TITLE   part fairness: only the scene with this very title, such as 'one bot floods'
  --runs N        part fairness: how often each scene is played; judged by the median (default 5)
  --core N        part fairness: one worker on this core of its own, all else where the command itself runs:
                  taskset -c 1 npm run chaos -- --only fairness --core 0 --scene 'one bot floods' --runs 1 --seconds 10
  --kills N       part processes: ends after so many SIGKILLs (default 1000) …
  --seconds N     … or after so many seconds; the other parts: how long a fault lasts (default 3600, and 30 to 60)
  --days N        part year: how many days it has (default 365)
  --bots N        part year: how many bots live in it (default 50)
  --seed N        what is random comes again with the same seed (default: another each time, printed)
  --pace on|off   part fairness: WORKER_FLOOD_PACE of its workers (default: auto)

CHAOS_LOG=warn shows what the processes log, from that level on.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    fault: { type: 'string' },
    scene: { type: 'string' },
    runs: { type: 'string', default: '5' },
    core: { type: 'string' },
    pace: { type: 'string' },
    kills: { type: 'string', default: '1000' },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    days: { type: 'string' },
    bots: { type: 'string' },
  },
});

interface Part {
  readonly run: (order: TrialSpec) => Promise<Report>;
  readonly seconds: number;
}
const parts: Readonly<Record<string, Part>> = {
  processes: { run: wreckProcesses, seconds: 3_600 },
  postgres: { run: wreckPostgres, seconds: 60 },
  redis: { run: wreckRedis, seconds: 60 },
  telegram: { run: wreckTelegram, seconds: 30 },
  fairness: { run: measureFairness, seconds: 45 },
  year: { run: wreckYear, seconds: 0 },
};
/** What takes hours is not begun unasked. */
const usualParts = Object.keys(parts).filter((name) => name !== 'year');

function whole(name: string, text: string, least = 1): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} must be a whole number from ${least} on, not ${text}`);
  return value;
}

const say = (line: string) => process.stdout.write(`  ${line}\n`);

/** What narrows the parts, as far as it was given. */
function readChoice(): Pick<TrialSpec, 'bots' | 'days' | 'fault' | 'pace' | 'scene' | 'workerCore'> {
  const { bots, core, days, fault, pace, scene } = values;
  if (pace !== undefined && pace !== 'on' && pace !== 'off')
    throw new Error(`--pace is on or off; not ${pace}`);
  return {
    ...(fault !== undefined && { fault }),
    ...(scene !== undefined && { scene }),
    ...(pace !== undefined && { pace }),
    ...(core !== undefined && { workerCore: whole('core', core, 0) }),
    ...(days !== undefined && { days: whole('days', days) }),
    ...(bots !== undefined && { bots: whole('bots', bots) }),
  };
}

async function main(): Promise<number> {
  const wanted = values.only?.split(',') ?? usualParts;
  const unknown = wanted.find((name) => !parts[name]);
  if (unknown) throw new Error(`--only knows ${Object.keys(parts).join(', ')}; not ${unknown}`);
  const seed = values.seed ? whole('seed', values.seed) : Date.now() % 1_000_000;
  const chosen = readChoice();
  const [kills, runs] = [whole('kills', values.kills), whole('runs', values.runs)];
  const servers = await startServers();
  const faults: string[] = [];
  try {
    for (const name of wanted) {
      const part = parts[name] as Part;
      const seconds = values.seconds ? whole('seconds', values.seconds) : part.seconds;
      const report = await part.run({ servers, seed, kills, runs, seconds, say, ...chosen });
      printTable(report.title, report.rows);
      faults.push(...report.faults.map((fault) => `${name}: ${fault}`));
    }
  } finally {
    await servers.close();
  }
  say(faults.length ? `BROKEN (seed ${seed})\n  ${faults.join('\n  ')}` : `all promises held (seed ${seed})`);
  return faults.length ? 1 : 0;
}

if (values.help) process.stdout.write(`${help}\n`);
else
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(
        `chaos: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      process.exit(1);
    },
  );
