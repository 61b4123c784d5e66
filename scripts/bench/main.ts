import { parseArgs } from 'node:util';
import { cpus } from 'node:os';
import { measureAdminApi } from './admin-api.js';
import { measureConfigPropagation } from './config-propagation.js';
import { measureIdleBots } from './idle-bots.js';
import { measureOrderedNoop } from './ordered-noop.js';
import { countUpdateRoundTrips, measureWholeWay } from './whole-way.js';

const help = `Measures the fleet on this machine, with servers that write to the disk as in production.

  npm run bench [-- --only whole-way,round-trips,ordered,idle,config,admin-api] [--updates 3000] [--rounds 3]

  --only PARTS    some parts only
  --updates N     updates in each flood (default 3000)
  --rounds N      floods of each side; medians are printed (default 3)`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    updates: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '3' },
  },
});

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number from 1 on, not ${text}`);
  return value;
}

async function main(): Promise<void> {
  const size = { updates: positive('updates', values.updates), rounds: positive('rounds', values.rounds) };
  const parts: Record<string, () => Promise<void>> = {
    ordered: () => measureOrderedNoop({ updates: size.updates * 5, rounds: size.rounds }),
    'whole-way': () => measureWholeWay(size),
    'round-trips': countUpdateRoundTrips,
    idle: measureIdleBots,
    config: () => measureConfigPropagation(),
    'admin-api': () => measureAdminApi(),
  };
  const wanted = values.only?.split(',') ?? Object.keys(parts);
  const unknown = wanted.find((name) => !parts[name]);
  if (unknown) throw new Error(`--only knows ${Object.keys(parts).join(', ')}; not ${unknown}`);
  process.stdout.write(`${cpus().length} cores, Node ${process.version}\n`);
  for (const name of wanted) await parts[name]?.();
}

if (values.help) process.stdout.write(`${help}\n`);
else
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
