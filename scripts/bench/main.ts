import { parseArgs } from 'node:util';
import { cpus } from 'node:os';
import { measureAcknowledgements } from './acknowledgements.js';
import { measureAdminApi } from './admin-api.js';
import { measureBatches } from './batches.js';
import { measureCards } from './cards.js';
import { measureConfigPropagation } from './config-propagation.js';
import { measureIdleBots, measureIdlePolling } from './idle-bots.js';
import { measureIndexes } from './indexes.js';
import { keepMeasured } from './measured.js';
import { measureNotices } from './notices.js';
import { measureOrderedNoop } from './ordered-noop.js';
import { measurePayments } from './payments.js';
import { profileSides } from './profile-sides.js';
import { countTrips, printTrips } from './round-trips.js';
import { measureScale } from './scale.js';
import { measureTime } from './time.js';
import { measureWholeWay } from './whole-way.js';
import { writeDocuments } from './write-documents.js';

const help = `Measures the fleet on this machine, with servers that write to the disk as in production.

  npm run bench [-- --only whole-way,acknowledgements,round-trips,scale,ordered,idle,idle-polling,config,admin-api,indexes,batches,payments,cards,time,notices]
                [--updates 1200] [--rounds 6] [--notices 3000] [--write-readme]
  npm run bench -- --profile

  --only PARTS    some parts only:
                  whole-way    webhook in to reply: the CPU of an update beside a fair floor, plain telegraf, and Koa with
                               one queue.add
                  acknowledgements
                               how soon one process, and an ingress of its own, acknowledge beside Koa and plain telegraf
                  ordered      no-op updates through the ordered queue, beside bare BullMQ
                  round-trips  calls to PostgreSQL and Redis of one update, and of an idle second
                  scale        one worker process and two
                  idle         what 10,000 idle bots cost by webhook
                  idle-polling the same with 100 and with 1,000 bots by polling
                  config       how soon a changed setting holds in other processes
                  admin-api    requests through the queue, beside the handler called directly
                  indexes      what each index, key and trigger costs a written row of the tables written most
                  batches      polls of 100 updates, a broadcast to 1,000 chats, and 1,000 notices
                  payments     callbacks of gateways acknowledged, beside Koa with one queue.add, and payments settled
                  cards        cards picked by each strategy, beside a plain update … returning
                  time         what the time of 1,000,000 subscriptions costs: ticks, and the jobs of what is due
                  notices      what share of Telegram's limit one bot's notices reach when many subscriptions end at once
                  documents    nothing: with it --write-readme writes the last kept figures anew
  --updates N     updates in each flood (default 1200)
  --rounds N      floods of each side, there and back again; medians are printed (default 6)
  --notices N     subscriptions that end at once in notices (default 3000)
  --table NAME    one table only in indexes
  --profile       no figures but V8's CPU profile of our process and of the floor's under the same load, by category
  --write-readme  keeps the figures of whole-way in docs/measured.json, and writes those of README.md and docs/capacity.md`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    updates: { type: 'string', default: '1200' },
    rounds: { type: 'string', default: '6' },
    notices: { type: 'string', default: '3000' },
    table: { type: 'string' },
    profile: { type: 'boolean' },
    'write-readme': { type: 'boolean' },
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
  const wholeWay = async () => {
    const measured = await measureWholeWay(size, await tripsOnce());
    if (values['write-readme']) keepMeasured(measured);
  };
  const parts: Record<string, () => Promise<void>> = {
    ordered: () => measureOrderedNoop({ updates: size.updates * 5, rounds: size.rounds }),
    'round-trips': async () => printTrips(await tripsOnce()),
    scale: () => measureScale(size),
    acknowledgements: () => measureAcknowledgements(size),
    idle: measureIdleBots,
    'idle-polling': measureIdlePolling,
    config: () => measureConfigPropagation(),
    'admin-api': () => measureAdminApi(),
    indexes: () => measureIndexes(values.table),
    batches: measureBatches,
    payments: measurePayments,
    cards: measureCards,
    time: measureTime,
    notices: () => measureNotices(positive('notices', values.notices)),
    // The headline stands at the end.
    'whole-way': wholeWay,
    documents: () => Promise.resolve(),
  };
  const wanted = values.profile ? [] : (values.only?.split(',') ?? Object.keys(parts));
  const unknown = wanted.find((name) => !parts[name]);
  if (unknown) throw new Error(`--only knows ${Object.keys(parts).join(', ')}; not ${unknown}`);
  process.stdout.write(`${cpus().length} cores, Node ${process.version}\n`);
  if (values.profile) await profileSides(size);
  for (const name of wanted) await parts[name]?.();
  if (values['write-readme']) writeDocuments();
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
