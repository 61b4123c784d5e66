import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** When the process began, as its system says it: pid and birth together name one process for ever. Null when it is gone. */
export function birthOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[19];
  } catch {
    if (process.platform === 'linux') return null;
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || null;
}

/** Whether the process of this record still runs. */
export function isRunning({ pid, birth }) {
  return birth !== null && birthOf(pid) === birth;
}

/** The record of this very process. */
export function ownRecord() {
  return { pid: process.pid, birth: birthOf(process.pid) };
}

/** Waits until the condition holds, false when it did not within the time. */
export async function waitUntil(condition, timeoutMs, everyMs = 25) {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return true;
}

/** How PostgreSQL is ended: its clients are cut off and it writes a checkpoint; else it recovers at the next start. */
export const FAST_SHUTDOWN = { signal: 'SIGINT', force: 'SIGQUIT' };

/** Ends a process: the kind signal first, the other one when it is still there after the grace. */
export async function endProcess(record, { signal = 'SIGTERM', force = 'SIGKILL', graceMs = 8000 } = {}) {
  if (!isRunning(record)) return;
  sendSignal(record.pid, signal);
  if (await waitUntil(() => !isRunning(record), graceMs)) return;
  sendSignal(record.pid, force);
  await waitUntil(() => !isRunning(record), 2000);
}

/** Starts a child in a process group of its own, so that a terminal's Ctrl-C does not reach it. */
export function startChild(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options, detached: true });
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const record = { pid: child.pid, birth: child.pid ? birthOf(child.pid) : null };
  return { child, record, exited };
}

/** Runs a command to its end with its output caught; never throws. */
export async function runCommand(command, args, options = {}) {
  const { child, record, exited } = startChild(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  options.onStart?.(record);
  const output = { all: '', stdout: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk;
    output.all += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.all += chunk;
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const end = await exited;
  if (!end.error) await closed;
  return { ok: end.code === 0, ...end, stdout: output.stdout, output: output.all };
}

function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
