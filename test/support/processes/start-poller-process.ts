import { spawn } from 'node:child_process';
import type { PollerTiming } from '../../../src/ingress/pollers/start-pollers.js';
import { wordsOf } from './program.js';

/** A poller running in a child process. */
export interface PollerProcess {
  held(): string[];
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

/** Starts a poller in a process of its own, so that it can be killed and stopped. */
export function startPollerProcess(order: {
  prefix: string;
  apiRoot: string;
  timing: Partial<PollerTiming>;
}): PollerProcess {
  const args = [...wordsOf('test/support/processes/poller-process.ts'), JSON.stringify(order)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let held: string[] = [];
  let rest = '';
  child.stdout.on('data', (part: Buffer) => {
    const lines = (rest + part.toString()).split('\n');
    rest = lines.pop() ?? '';
    const last = lines.at(-1);
    if (last !== undefined) held = last.split(' ').filter(Boolean);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { held: () => held, signal: (name) => void child.kill(name), ended };
}
