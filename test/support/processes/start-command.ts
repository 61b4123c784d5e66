import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../servers/free-port.js';
import { waitFor } from '../wait-for.js';
import { noteLines } from './note-lines.js';

/** A run of `npm start`'s script. */
export interface StartRun {
  readonly pid: number;
  /** All it has written so far, both streams. */
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, null after a signal, once it and its output have ended. */
  readonly ended: Promise<number | null>;
}

const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

/** Starts scripts/start.mjs with these variables alone, so that those of the test run do not show through. */
export async function startFleetCommand(variables: Record<string, string>): Promise<StartRun> {
  const own = Object.fromEntries(inherited.map((name) => [name, process.env[name] ?? '']));
  const env = { ...own, PORT: String(await freePort()), LOG_LEVEL: 'warn', ...variables };
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) noteLines(stream, (lines) => (text += lines));
  const outputEnded = Promise.all([once(child.stdout, 'end'), once(child.stderr, 'end')]);
  outputEnded.catch(() => undefined); // A stream that is destroyed has no end.
  return {
    pid: child.pid ?? 0,
    output: () => text,
    signal: (signal) => void child.kill(signal),
    ended: once(child, 'exit').then(async ([code]) => {
      // After a SIGKILL the servers still hold the pipes; who ends by itself has ended them before.
      if (code !== null) await outputEnded;
      child.stdout.destroy();
      child.stderr.destroy();
      return code as number | null;
    }),
  };
}

/** Resolves when the run says that the fleet runs; throws with its output when it ends before. */
export async function untilRunning(run: StartRun): Promise<void> {
  let hasEnded = false;
  void run.ended.then(() => (hasEnded = true));
  await waitFor(() => hasEnded || run.output().includes('Remnafleet is running.'), {
    timeoutMs: 85_000,
    what: 'npm start says that the fleet runs',
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${run.output()}`);
  });
  if (hasEnded) throw new Error(`npm start ended early:\n${run.output()}`);
}

/** The processes that a data directory's lock names, by their part; empty when nothing holds it. */
export function childrenOf(directory: string): Record<string, { pid: number }> {
  const file = path.join(directory, 'start.lock');
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { children: Record<string, { pid: number }> }).children;
}

/** Whether a process with this id is there and has not ended yet. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
