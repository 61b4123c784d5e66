import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { noteLines } from './note-lines.js';
import { wordsOf } from './program.js';

/** What a script did; `stdout` and `stderr` as it wrote them. */
export interface ScriptResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A script under way. */
export interface RunningScript {
  readonly ended: Promise<ScriptResult>;
  kill(): void;
}

/** Starts `scripts/<name>.ts`; `env` is laid over the environment of the tests. */
export function startScript(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningScript {
  const child = spawn(process.execPath, [...wordsOf(`scripts/${name}.ts`), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  noteLines(child.stdout, (lines) => (said.stdout += lines));
  noteLines(child.stderr, (lines) => (said.stderr += lines));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { ended, kill: () => void child.kill('SIGKILL') };
}

/** Runs a script to its end. */
export const runScript = (...call: Parameters<typeof startScript>): Promise<ScriptResult> =>
  startScript(...call).ended;
