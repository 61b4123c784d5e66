import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { openIntake } from '#jobs/intake.js';
import { openJobs } from '#jobs/queues.js';
import { readEnv } from '#platform/env.js';
import { openVault } from '#platform/secrets.js';
import { testRedisUrl } from '../../test/support/jobs.js';
import { startWorkers, type RunningWorkers } from '../../src/workers/start-workers.js';
import { makeHandlers, type HandlerTable } from '../../src/workers/handlers/index.js';
import { median, printTable, round } from './figures.js';
import { cpuMsOf } from './server-cpu.js';
import type { WorkerDeps } from '../../src/workers/worker-deps.js';

const bots = 50;
const concurrency = 20;

interface Run {
  /** Updates taken in a second, by one process that does nothing else. */
  readonly taken: number;
  /** Updates worked off a second after that, by one process. */
  readonly done: number;
  /** CPU of this process for 1000 updates of the second kind, in milliseconds. */
  readonly cpuMs: number;
}

/**
 * No-op updates through the ordered queue, each in a chat of its own and taken in as polls of 100, beside bare BullMQ
 * jobs added in bulks of 100.
 */
export async function measureOrderedNoop({
  updates,
  rounds,
}: {
  updates: number;
  rounds: number;
}): Promise<void> {
  const url = `${testRedisUrl().replace(/\/\d*$/, '')}/8`;
  const results: Record<'bare' | 'ordered', Run[]> = { bare: [], ordered: [] };
  for (let turn = 0; turn <= rounds; turn += 1) {
    const bare = await runBare(url, updates);
    const ordered = await runOrdered(url, updates);
    if (turn === 0) continue; // The first turn warms up.
    results.bare.push(bare);
    results.ordered.push(ordered);
  }
  const column = (runs: readonly Run[], key: keyof Run) => round(median(runs.map((run) => run[key])));
  const row = (name: string, runs: readonly Run[]) => [
    name,
    column(runs, 'taken'),
    column(runs, 'done'),
    column(runs, 'cpuMs'),
  ];
  const ratio = (key: keyof Run) =>
    round(median(results.ordered.map((run, turn) => run[key] / (results.bare[turn]?.[key] ?? NaN))), 2);
  printTable(`No-op updates in one process (${bots} bots, every update in an idle chat)`, [
    ['', 'taken in /s', 'worked off /s', 'CPU ms/1000'],
    row('bare BullMQ, no order', results.bare),
    row('ordered and fair', results.ordered),
    ['ratio (median of the rounds)', ratio('taken'), ratio('done'), ratio('cpuMs')],
  ]);
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (count / (performance.now() - started)) * 1000;
}

/** Resolves when `note` was called `count` times. */
function countdown(count: number): { note: () => void; over: Promise<void> } {
  let left = count;
  let resolve = () => {};
  const over = new Promise<void>((done) => (resolve = done));
  const note = () => {
    left -= 1;
    if (left === 0) resolve();
  };
  return { note, over };
}

const updateOf = (number: number) => {
  const chat = 1_000 + number;
  return {
    update_id: number,
    message: { chat: { id: chat, type: 'private' }, from: { id: chat }, text: 'hello' },
  };
};

/** Batches of 100, each of one bot, as polls bring them. */
function* polls(updates: number): Generator<{ botId: string; updates: ReturnType<typeof updateOf>[] }> {
  for (let at = 0; at < updates; at += 100)
    yield {
      botId: String(1 + ((at / 100) % bots)),
      updates: Array.from({ length: Math.min(100, updates - at) }, (_, index) => updateOf(at + index)),
    };
}

async function runBare(url: string, updates: number): Promise<Run> {
  const redis = await emptied(url);
  const queue = new Queue('bare', { connection: redis });
  const taken = await perSecond(updates, async () => {
    for (const poll of polls(updates))
      await queue.addBulk(
        poll.updates.map((update) => ({
          name: 'update',
          data: update,
          opts: { jobId: `${poll.botId}.${update.update_id}` },
        })),
      );
  });
  const { note, over } = countdown(updates);
  const cpu = cpuMsOf(process.pid);
  let worker: Worker | undefined;
  const done = await perSecond(updates, () => {
    const options = { connection: redis, concurrency, removeOnComplete: { count: 1_000 } };
    worker = new Worker('bare', async () => undefined, options);
    worker.on('completed', note);
    return over;
  });
  const cpuMs = ((cpuMsOf(process.pid) - cpu) / updates) * 1000;
  await worker?.close();
  await queue.close();
  redis.disconnect();
  return { taken, done, cpuMs };
}

async function runOrdered(url: string, updates: number): Promise<Run> {
  const redis = await emptied(url);
  const jobs = openJobs({ redis, capPerBot: concurrency });
  const env = readEnv({
    ...process.env,
    APP_SECRET: 'a secret of the benchmarks, long enough',
    WORKER_CONCURRENCY: String(concurrency),
  });
  const intake = openIntake(jobs);
  const taken = await perSecond(updates, async () => {
    for (const poll of polls(updates)) await intake.updates(poll.botId, poll.updates);
  });
  const place = { env, vault: openVault(env.appSecret), jobs, directory: undefined as never };
  const idle = (deps: WorkerDeps) =>
    Object.fromEntries(
      Object.keys(makeHandlers(deps)).map((name) => [name, { run: async () => undefined }]),
    ) as unknown as HandlerTable;
  const { note, over } = countdown(updates);
  const cpu = cpuMsOf(process.pid);
  let workers: RunningWorkers | undefined;
  const done = await perSecond(updates, () => {
    workers = startWorkers(
      place,
      (run) => {
        if (run.name === 'telegram.update') note();
      },
      idle,
    );
    return over;
  });
  const cpuMs = ((cpuMsOf(process.pid) - cpu) / updates) * 1000;
  await workers?.close(1_000);
  await jobs.close();
  redis.disconnect();
  return { taken, done, cpuMs };
}

async function emptied(url: string): Promise<Redis> {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  await redis.flushdb();
  return redis;
}
