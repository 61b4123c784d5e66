import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { openIntake } from '#jobs/intake.js';
import { openJobs } from '#jobs/queues.js';
import { readEnv } from '#platform/env.js';
import { openVault } from '#platform/secrets.js';
import { testRedisUrl } from '../../test/support/jobs.js';
import { startWorkers } from '../../src/workers/start-workers.js';
import { makeHandlers, type HandlerTable } from '../../src/workers/handlers/index.js';
import { cpuMsOf, median, printTable, round } from './figures.js';

const chats = 2_000;
const bots = 50;
const concurrency = 50;

interface Run {
  readonly perSecond: number;
  /** CPU of this process for 1000 updates, in milliseconds. */
  readonly cpuMs: number;
}

/** No-op updates through the ordered queue, taken in as polls of 100, beside bare BullMQ jobs added in bulks of 100. */
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
  const row = (name: string, runs: readonly Run[]) => [
    name,
    round(median(runs.map((run) => run.perSecond))),
    round(median(runs.map((run) => run.cpuMs))),
  ];
  const ratio = results.ordered.map((run, turn) => run.perSecond / (results.bare[turn]?.perSecond ?? NaN));
  printTable(`No-op updates in one process (${chats} chats, ${bots} bots)`, [
    ['', 'updates/s', 'CPU ms/1000'],
    row('bare BullMQ, no order', results.bare),
    row('ordered and fair', results.ordered),
    ['ratio (median of the rounds)', round(median(ratio), 2), ''],
  ]);
}

async function timed(count: number, work: (done: () => void) => Promise<void>): Promise<Run> {
  const cpu = cpuMsOf(process.pid);
  const started = performance.now();
  let left = count;
  await new Promise<void>((resolve, reject) => {
    work(() => {
      left -= 1;
      if (left === 0) resolve();
    }).catch(reject);
  });
  const perSecond = (count / (performance.now() - started)) * 1000;
  return { perSecond, cpuMs: ((cpuMsOf(process.pid) - cpu) / count) * 1000 };
}

const updateOf = (number: number) => {
  const chat = 1_000 + (number % chats);
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
  let note = () => {};
  const worker = new Worker('bare', async () => undefined, {
    connection: redis,
    concurrency,
    removeOnComplete: { count: 1_000 },
  });
  worker.on('completed', () => note());
  const run = await timed(updates, async (done) => {
    note = done;
    for (const poll of polls(updates))
      await queue.addBulk(
        poll.updates.map((update) => ({
          name: 'update',
          data: update,
          opts: { jobId: `${poll.botId}.${update.update_id}` },
        })),
      );
  });
  await worker.close();
  await queue.close();
  redis.disconnect();
  return run;
}

async function runOrdered(url: string, updates: number): Promise<Run> {
  const redis = await emptied(url);
  const jobs = openJobs({ redis, capPerBot: concurrency });
  const env = readEnv({
    ...process.env,
    APP_SECRET: 'a secret of the benchmarks, long enough',
    WORKER_CONCURRENCY: String(concurrency),
  });
  let note = () => {};
  const deps = { env, vault: openVault(env.appSecret), jobs, directory: undefined as never };
  const nothing = async () => undefined;
  const handlers = Object.fromEntries(
    Object.keys(makeHandlers(deps)).map((name) => [name, { run: nothing }]),
  ) as unknown as HandlerTable;
  const workers = startWorkers(
    deps,
    (run) => {
      if (run.name === 'telegram.update') note();
    },
    handlers,
  );
  const intake = openIntake(jobs);
  const run = await timed(updates, async (done) => {
    note = done;
    for (const poll of polls(updates)) await intake.updates(poll.botId, poll.updates);
  });
  await workers.close(1_000);
  await jobs.close();
  redis.disconnect();
  return run;
}

async function emptied(url: string): Promise<Redis> {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  await redis.flushdb();
  return redis;
}
