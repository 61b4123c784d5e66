import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { waitFor } from '../../test/support/wait-for.js';
import { median, printTable, round } from './figures.js';
import { sumByCategory, type CpuProfile } from './profile-categories.js';
import { cpuMsOf } from './server-cpu.js';
import { bots, openBench, startSide, type Bench, type SideName } from './sides.js';
import { startSink } from './telegram-sink.js';

const slots = 512;
const atOnce = 64;
const profiled: readonly SideName[] = ['ours', 'floor'];
/** Shares of a thousandth are noise. */
const least = 1;

/** Prints where the CPU of an update goes in our process and in the floor's, as own time by category. */
export async function profileSides({ updates, rounds }: { updates: number; rounds: number }): Promise<void> {
  const sink = await startSink();
  const bench = await openBench(sink, slots);
  const directory = mkdtempSync(path.join(tmpdir(), 'remnafleet-profile-'));
  const sums = new Map<SideName, ReadonlyMap<string, number>>();
  try {
    for (const name of profiled)
      sums.set(name, await profileSide(name, bench, { updates, rounds, directory }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  await bench.fleet.close();
  await sink.close();
  const ours = sums.get('ours') ?? new Map<string, number>();
  const floor = sums.get('floor') ?? new Map<string, number>();
  const names = [...new Set([...ours.keys(), ...floor.keys()])];
  const shown = names.filter((name) => Math.max(ours.get(name) ?? 0, floor.get(name) ?? 0) >= least);
  const all = (of: ReadonlyMap<string, number>) => round([...of.values()].reduce((sum, ms) => sum + ms, 0));
  const cell = (of: ReadonlyMap<string, number>, name: string) => round(of.get(name) ?? 0);
  printTable(`Own time by category, ms for 1,000 updates (medians of ${rounds} floods of ${updates})`, [
    ['', 'ours', 'floor'],
    ...shown.map((name) => [name, cell(ours, name), cell(floor, name)]),
    ['all, the profiler with it', all(ours), all(floor)],
  ]);
}

/** The profiler's clock runs on while others have the core: its shares hold, the sum is what the process has used. */
function scaled(sums: readonly (readonly [string, number])[], cpuMs: number): ReadonlyMap<string, number> {
  const all = sums.reduce((sum, [, ms]) => sum + ms, 0);
  return new Map(sums.map(([category, ms]) => [category, (ms / all) * cpuMs]));
}

interface Profiling {
  readonly updates: number;
  readonly rounds: number;
  readonly directory: string;
}

async function profileSide(
  name: SideName,
  bench: Bench,
  { updates, rounds, directory }: Profiling,
): Promise<ReadonlyMap<string, number>> {
  const file = path.join(directory, `${name}.cpuprofile`);
  const preload = pathToFileURL(path.resolve('scripts/bench/profile-preload.mjs')).href;
  const options = [process.env.NODE_OPTIONS, `--import ${preload}`].filter(Boolean).join(' ');
  const side = await startSide(name, bench, { env: { NODE_OPTIONS: options, BENCH_PROFILE_FILE: file } });
  await side.load.flood(Math.max(2 * bots, updates), atOnce);
  const runs: ReadonlyMap<string, number>[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    process.kill(side.pid, 'SIGUSR2');
    const before = cpuMsOf(side.pid);
    await side.load.flood(updates, atOnce);
    const cpuMs = ((cpuMsOf(side.pid) - before) / updates) * 1000;
    process.kill(side.pid, 'SIGUSR2');
    await waitFor(() => existsSync(file), { timeoutMs: 30_000, what: `the CPU profile of ${name}` });
    const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
    rmSync(file);
    runs.push(scaled(sumByCategory(profile, updates), cpuMs));
  }
  await side.close();
  const names = [...new Set(runs.flatMap((run) => [...run.keys()]))];
  const middle = names.map((key) => [key, median(runs.map((run) => run.get(key) ?? 0))] as const);
  return new Map(middle.sort(([, one], [, other]) => other - one));
}
