import { parseArgs } from 'node:util';
import { cpus } from 'node:os';
import { measureAdminApi } from './admin-api.js';
import { measureConfigPropagation } from './config-propagation.js';
import { measureIdleBots, measureIdlePolling } from './idle-bots.js';
import { measureOrderedNoop } from './ordered-noop.js';
import { countTrips, printTrips } from './round-trips.js';
import { measureScale } from './scale.js';
import { measureWholeWay } from './whole-way.js';

const help = `Measures the fleet on this machine, with servers that write to the disk as in production.

  npm run bench [-- --only whole-way,round-trips,scale,ordered,idle,idle-polling,config,admin-api] [--updates 2000] [--rounds 3]

  --only PARTS    some parts only:
                  ordered      no-op updates through the ordered queue, beside bare BullMQ
                  whole-way    webhook in to reply, beside the floor, plain telegraf, and Koa with one queue.add
                  round-trips  calls to PostgreSQL and Redis of one update, and of an idle second
                  scale        one worker process and two
                  idle         what 10,000 idle bots cost by webhook
                  idle-polling the same with 100 and with 1,000 bots by polling
                  config       how soon a changed setting holds in other processes
  --updates N     updates in each flood (default 2000)
  --rounds N      floods of each side; medians are printed (default 3)`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    updates: { type: 'string', default: '2000' },
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
  let trips: ReturnType<typeof countTrips> | undefined;
  const tripsOnce = () => (trips ??= countTrips());
  const parts: Record<string, () => Promise<void>> = {
    ordered: () => measureOrderedNoop({ updates: size.updates * 5, rounds: size.rounds }),
    'whole-way': async () => measureWholeWay(size, await tripsOnce()),
    'round-trips': async () => printTrips(await tripsOnce()),
    scale: () => measureScale(size),
    idle: measureIdleBots,
    'idle-polling': measureIdlePolling,
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
