import { say } from './progress.mjs';

const TOTAL_MS = 9500;
/** The order of the end: who uses a thing ends before it. Longest times in milliseconds. */
const PARTS = [
  { name: 'main', maxMs: 8000 },
  { name: 'sandbox', maxMs: 400 },
  { name: 'redis', maxMs: 3000 },
  { name: 'postgres', maxMs: 9000 },
];

/** The running parts of the fleet: `add` takes one as it starts, `stop` ends all in order and within 10 seconds. */
export function createFleetParts(onUnexpectedEnd) {
  const running = new Map();
  const state = { stopped: null };

  const add = (name, part) => {
    running.set(name, part);
    void part.exited.then((end) => {
      running.delete(name);
      if (!state.stopped) onUnexpectedEnd(name, end);
    });
  };

  const stop = () => (state.stopped ??= stopInOrder(running));
  const kill = () => {
    for (const { record } of running.values()) killQuietly(record.pid);
  };
  return { add, has: (name) => running.has(name), stop, kill, isStopping: () => state.stopped !== null };
}

async function stopInOrder(running) {
  const deadline = performance.now() + TOTAL_MS;
  for (const { name, maxMs } of PARTS) {
    const part = running.get(name);
    if (!part) continue;
    await part.stop(Math.max(200, Math.min(maxMs, deadline - performance.now())));
    say(`  stopped ${name}`);
  }
}

function killQuietly(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, which is what is wanted.
  }
}
