import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { wordsOf } from './program.js';

/** A worker running in a child process. */
export interface WorkerProcess {
  signal(name: NodeJS.Signals): void;
  /** Kills it and resolves when it has ended. */
  end(): Promise<void>;
}

export interface WorkerOrder {
  readonly prefix: string;
  /** `TELEGRAM_API_ROOT`. */
  readonly apiRoot: string;
  /** Variables of the process beside those of the tests. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Starts a worker in a process of its own, so that it can be killed and stopped; resolves when it works. */
export async function startWorkerProcess(order: WorkerOrder): Promise<WorkerProcess> {
  const args = [...wordsOf('test/support/processes/worker-process.ts'), JSON.stringify(order)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error('the worker process ended while it started');
    }),
  ]);
  return {
    signal: (name) => void child.kill(name),
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
