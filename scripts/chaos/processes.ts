import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pause } from '#platform/clock.js';
import { compiledFlags } from '../../test/support/processes/program.js';
import { freePort } from '../../test/support/servers/free-port.js';
import { waitFor } from '../../test/support/wait-for.js';

export type Role = 'ingress' | 'poller' | 'worker';

/** One process of the fleet, which may be killed at any moment. */
export interface ChaosProcess {
  readonly role: Role;
  readonly pid: number;
  readonly port: number;
  isPaused: boolean;
  isReady: boolean;
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
  pause(): void;
  resume(): void;
}

/** Late work: of which update (`<bot>.<update>`), by which process. */
export interface Zombie {
  readonly update: string;
  readonly pid: number;
}

/** The processes of one fleet. */
export interface Crew {
  all(role?: Role): ChaosProcess[];
  /** Resolves when the process works. Throws with what it wrote when it ended before. */
  start(role: Role, poolMax?: number): Promise<ChaosProcess>;
  /** Work that a worker ended although another had taken the job over. */
  zombies(): readonly Zombie[];
  /** Names of jobs, once for each try that one used up. */
  triesUsedUp(): readonly string[];
  /** Ends all of them at once. */
  close(): Promise<void>;
}

const startMs = 90_000;
const lookEveryMs = 100;
/** What is kept of what a process writes. */
const mostLines = 200;

interface CrewPlace {
  /** The directory of compiled code from which processes run. */
  readonly programs: string;
  /** The processor on which workers run; without it, all that the harness may use. */
  readonly workerCore?: number | undefined;
}

/** No process yet; each gets `env`. */
export function openCrew(env: Readonly<Record<string, string>>, { programs, workerCore }: CrewPlace): Crew {
  const crew = new Set<ChaosProcess>();
  const zombies: Zombie[] = [];
  const retries: string[] = [];
  const hear = (line: string): void => {
    const [, kind, what = '', pid] = /^chaos (\S+) (\S+) ?(\d*)/.exec(line) ?? [];
    if (kind === 'zombie') zombies.push({ update: what, pid: Number(pid) });
    if (kind === 'retry') retries.push(what);
  };
  return {
    all: (role) => [...crew].filter((one) => role === undefined || one.role === role),
    start: async (role, poolMax = 8) => {
      const port = await freePort();
      const name = role === 'worker' ? 'scripts/chaos/worker-process.js' : 'src/main.js';
      const command = [
        process.execPath,
        ...compiledFlags,
        path.join(programs, name),
        JSON.stringify({ poolMax }),
      ];
      // It becomes the process, so that signals reach that.
      if (role === 'worker' && workerCore !== undefined) command.unshift('taskset', '-c', String(workerCore));
      const child = spawn(command[0] as string, command.slice(1), {
        env: { ...env, ROLES: role, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const started = processOf(child, { role, port });
      crew.add(started);
      child.once('exit', () => crew.delete(started));
      await isWorking(child, { port, role, hear });
      started.isReady = true;
      return started;
    },
    zombies: () => zombies,
    triesUsedUp: () => retries,
    close: async () => {
      await Promise.all([...crew].map((one) => one.kill()));
    },
  };
}

function processOf(child: ChildProcess, { role, port }: { role: Role; port: number }): ChaosProcess {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const self: ChaosProcess = {
    role,
    port,
    pid: child.pid ?? 0,
    isPaused: false,
    isReady: false,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    pause: () => {
      self.isPaused = child.kill('SIGSTOP');
    },
    resume: () => {
      child.kill('SIGCONT');
      self.isPaused = false;
    },
  };
  return self;
}

interface Birth {
  readonly port: number;
  readonly role: Role;
  readonly hear: (line: string) => void;
}

async function isWorking(child: ChildProcess, { port, role, hear }: Birth): Promise<void> {
  const lines: string[] = [];
  let isReady = false;
  const listen = (line: string): void => {
    lines.push(line);
    lines.splice(0, lines.length - mostLines);
    if (line === 'chaos ready') isReady = true;
    hear(line);
    if (process.env.CHAOS_LOG) process.stderr.write(`${line}\n`);
  };
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream as Readable }).on('line', listen);
  const works = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`a ${role} ended while it started:\n${lines.join('\n')}`);
    if (child.signalCode !== null) return true; // Killed by the harness before it worked.
    if (role === 'worker') return isReady;
    await pause(lookEveryMs);
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => undefined);
    return answer?.ok ?? false;
  };
  await waitFor(works, { timeoutMs: startMs, what: `a ${role} works` });
}
