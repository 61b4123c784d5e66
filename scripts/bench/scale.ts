import { cpus } from 'node:os';
import type { FleetProcess } from '../../test/support/processes/fleet.js';
import { printTable, round } from './figures.js';
import { makeLoad, type Load } from './load.js';
import { busyMs, cpuMsOf } from './server-cpu.js';
import { bots, endWithUs, openBench, ourHooks } from './sides.js';
import { startSink, type TelegramSink } from './telegram-sink.js';

interface Kind {
  readonly name: string;
  /** What Telegram takes for a call. */
  readonly latencyMs: number;
  /** `WORKER_CONCURRENCY` of each worker process. */
  readonly slots: number;
  /** Updates in each flood, as a share of `updates`. */
  readonly share: number;
}
interface Run {
  readonly perSecond: number;
  /** Cores that were busy on the whole machine, on average. */
  readonly busyCores: number;
  /** Cores that the worker processes took of them. */
  readonly workerCores: number;
}

/** Slots that wait are so few that two processes do not fill two cores: 5 / 55 ms = 90 updates a second each. */
const kinds: readonly Kind[] = [
  { name: 'handlers wait: Telegram takes 50 ms', latencyMs: 50, slots: 5, share: 0.2 },
  { name: 'CPU-bound: Telegram takes 0 ms', latencyMs: 0, slots: 64, share: 0.6 },
];
const atOnce = 128;
/** Above this share of the machine more processes cannot help. */
const isFull = 0.9;

/** The whole way of updates with one worker process and with two, each with its own fixed slots, beside one ingress. */
export async function measureScale({ updates }: { updates: number }): Promise<void> {
  const sink = await startSink();
  const rows: string[][] = [];
  const notes: string[] = [];
  for (const kind of kinds) {
    const { one, two } = await measureKind(sink, kind, Math.ceil(updates * kind.share));
    rows.push([
      `${kind.name}, ${kind.slots} slots`,
      round(one.perSecond),
      round(two.perSecond),
      round(two.perSecond / one.perSecond, 2),
      ...[one, two].flatMap((run) => [round(run.busyCores, 2), round(run.workerCores, 2)]),
    ]);
    notes.push(`${kind.name}: ${verdict(one, two)}`);
  }
  printTable('1 → 2 worker processes on this machine, beside one ingress', [
    ['', '1: updates/s', '2: updates/s', 'ratio', '1: busy cores', 'worker', '2: busy cores', 'workers'],
    ...rows,
  ]);
  process.stdout.write(notes.map((note) => `  ${note}\n`).join(''));
  await sink.close();
}

function verdict(one: Run, two: Run): string {
  const cores = cpus().length;
  const busy = `${round(one.busyCores, 2)} of ${cores} cores were busy with one process, ${round(two.busyCores, 2)} with two`;
  if (two.busyCores < isFull * cores) return `${busy}; the processes' slots are the bound, not the machine.`;
  return `${busy} (generator, PostgreSQL and Redis among them); this machine's cores are the bound, a second machine would be needed.`;
}

/** One process, two, one again: what drifts on the machine meets both. */
async function measureKind(sink: TelegramSink, kind: Kind, updates: number): Promise<{ one: Run; two: Run }> {
  sink.answerAfter(kind.latencyMs);
  const bench = await openBench(sink, kind.slots);
  const start = async (settings: Record<string, string>) => {
    const running = await bench.fleet.start(settings);
    endWithUs(running.child);
    return running;
  };
  const startWorker = () => start({ ROLES: 'worker', PORT: '' });
  const first = await startWorker();
  await start({ ROLES: 'ingress' });
  const load = makeLoad(await ourHooks(bench), { sink });
  const measure = (workers: readonly FleetProcess[]) => measureFlood(load, workers, updates);
  await warmUp(load, updates);
  const before = await measure([first]);
  const second = await startWorker();
  await warmUp(load, updates);
  const two = [await measure([first, second]), await measure([first, second])];
  await second.stop();
  const one = [before, await measure([first])];
  load.close();
  await bench.fleet.close();
  return { one: middle(one), two: middle(two) };
}

/** Each process meets about every bot, so that it knows their settings. */
const warmUp = (load: Load, updates: number) => load.flood(Math.max(bots, Math.ceil(updates / 2)), atOnce);

async function measureFlood(load: Load, workers: readonly FleetProcess[], updates: number): Promise<Run> {
  const used = () => workers.reduce((sum, { child }) => sum + cpuMsOf(child.pid ?? 0), 0);
  const before = { busy: busyMs(), used: used(), at: performance.now() };
  const { perSecond } = await load.flood(updates, atOnce);
  const ms = performance.now() - before.at;
  return {
    perSecond,
    busyCores: (busyMs() - before.busy) / ms,
    workerCores: (used() - before.used) / ms,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const middle = (runs: readonly Run[]): Run => ({
  perSecond: mean(runs.map((run) => run.perSecond)),
  busyCores: mean(runs.map((run) => run.busyCores)),
  workerCores: mean(runs.map((run) => run.workerCores)),
});
