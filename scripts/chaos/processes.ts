import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../test/support/free-port.js';
import { waitFor } from '../../test/support/wait-for.js';

export type Role = 'ingress' | 'poller' | 'worker';

/** One process of the fleet, which may be killed at any moment. */
export interface ChaosProcess {
  readonly role: Role;
  readonly port: number;
  isPaused: boolean;
  isReady: boolean;
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
  pause(): void;
  resume(): void;
}

/** The processes of one fleet. */
export interface Crew {
  all(role?: Role): ChaosProcess[];
  /** Resolves when the process works. Throws with what it wrote when it ended before. */
  start(role: Role, poolMax?: number): Promise<ChaosProcess>;
  /** Updates that a worker ended although another had taken their job over (`<bot>.<update>`). */
  zombies(): readonly string[];
  /** Ends all of them at once. */
  close(): Promise<void>;
}

const typescript = ['--import', 'tsx', '--conditions=source'];
const startMs = 90_000;

/** No process yet; each gets `env`. */
export function openCrew(env: Readonly<Record<string, string>>): Crew {
  const crew = new Set<ChaosProcess>();
  const zombies: string[] = [];
  const hear = (line: string): void => {
    const [, update] = /^chaos zombie (\S+)/.exec(line) ?? [];
    if (update) zombies.push(update);
  };
  return {
    all: (role) => [...crew].filter((one) => role === undefined || one.role === role),
    start: async (role, poolMax = 8) => {
      const port = await freePort();
      const file = role === 'worker' ? 'scripts/chaos/worker-process.ts' : 'src/main.ts';
      const child = spawn(process.execPath, [...typescript, file, JSON.stringify({ poolMax })], {
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
  let text = '';
  let isReady = false;
  const listen = (chunk: Buffer): void => {
    const words = chunk.toString();
    text = (text + words).slice(-20_000);
    for (const line of words.split('\n')) {
      if (line === 'chaos ready') isReady = true;
      hear(line);
    }
    if (process.env.CHAOS_LOG) process.stderr.write(words);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const works = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`a ${role} ended while it started:\n${text}`);
    if (child.signalCode !== null) return true; // Killed by the harness before it worked.
    if (role === 'worker') return isReady;
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => undefined);
    return answer?.ok ?? false;
  };
  await waitFor(works, { timeoutMs: startMs, what: `a ${role} works` });
}
