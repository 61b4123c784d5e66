import { followDirectory, openDirectory } from '#directory/directory.js';
import { readEnv } from '#env/env.js';
import { enqueue, useJobs } from '#jobs/enqueue.js';
import { openIntake, type TelegramUpdate } from '#jobs/intake.js';
import { openJobs } from '#jobs/queues.js';
import { attachModels } from '#models/index.js';
import { openDatabase } from '#platform/database.js';
import { setLogLevel } from '#platform/log.js';
import { openRedis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { notify } from '#services/notices/notify.js';
import { tenantOf } from '#tenancy/scope.js';
import { startWorkers } from '../../src/workers/start-workers.js';
import { openFleet } from '../../test/support/processes/fleet.js';
import { waitFor } from '../../test/support/wait-for.js';
import { fillBots } from './fill-bots.js';
import { printTable, round } from './figures.js';
import { fillPeople, nextUpdate } from './people.js';
import { cpuMsOf, readServerCpu } from './server-cpu.js';
import { startProcess } from './sides.js';

const bots = 20;
const poll = 100;
const messages = 1_000;
/** A bot's 30 messages a second make a broadcast last so long, and a busy machine somewhat longer. */
const longestMs = 180_000;

/**
 * What comes in batches, in this very process as its worker: polls of 100 updates, a broadcast of one bot to 1,000 chats, decided
 * in one transaction, and 1,000 notices of 20 bots. From the decision to the last message's end; per update, message, notice.
 */
export async function measureBatches(): Promise<void> {
  const { child, port } = await startProcess('scripts/bench/sink-process.ts', [], {});
  const side = await openSide(`http://127.0.0.1:${port}`);
  const rows: string[][] = [];
  for (const [name, batch] of Object.entries(batchesOf(side)))
    rows.push([name, ...(await measure(side, batch))]);
  printTable('Batches: what one update, message or notice of them costs, CPU in ms', [
    ['', 'statements', 'PostgreSQL trips', 'Redis reads', 'own CPU', 'PostgreSQL', 'Redis'],
    ...rows,
  ]);
  await side.close();
  child.kill('SIGKILL');
}

type BenchSide = Awaited<ReturnType<typeof openSide>>;

async function openSide(telegramApiRoot: string) {
  const fleet = await openFleet({ TELEGRAM_API_ROOT: telegramApiRoot, WORKER_CONCURRENCY: '128' });
  await fillBots(fleet, bots);
  const ids = (await fleet.query<{ id: string }>('select id from bots order by id')).map(({ id }) => id);
  await fillPeople(fleet, [ids]);
  const env = readEnv(fleet.env);
  // Lines are made and masked as ever, and read by nobody.
  setLogLevel('info', { write: () => undefined });
  const redis = openRedis(fleet.redisUrl, 'wait');
  const database = openDatabase({ url: fleet.databaseUrl, poolMax: 20, applicationName: 'bench' });
  attachModels(database);
  const jobs = openJobs({ redis, capPerBot: env.workerConcurrency / 2 });
  useJobs(jobs);
  const directory = followDirectory(redis, jobs.prefix);
  await openDirectory(redis, jobs.prefix);
  await directory.start();
  const ended = { updates: 0, messages: 0 };
  const workers = startWorkers(
    { env, vault: openVault(env.appSecret), jobs, directory },
    ({ name, outcome }) => {
      if (name === 'telegram.update' && outcome === 'complete') ended.updates += 1;
      if (name === 'message.send' && outcome === 'complete') ended.messages += 1;
    },
  );
  await waitFor(() => ids.every((id) => directory.get(id)), {
    what: 'the bots are published',
    timeoutMs: 30_000,
  });
  return {
    fleet,
    ids,
    jobs,
    database,
    ended,
    close: async () => {
      await workers.close(5_000);
      await directory.stop();
      useJobs(undefined);
      await jobs.close();
      redis.disconnect();
      await database.close();
      await fleet.close();
    },
  };
}

interface Batch {
  readonly items: number;
  /** Takes them in, or decides them; resolves then. */
  readonly begin: () => Promise<unknown>;
  /** Messages that follow from each. */
  readonly messages: number;
}

function batchesOf({ ids, jobs, fleet }: BenchSide): Readonly<Record<string, Batch>> {
  const intake = openIntake(jobs);
  const polled = async () => {
    const updates = ids.map((): TelegramUpdate[] => []);
    for (let n = 0; n < bots * poll; n += 1) {
      const { bot, body } = nextUpdate(bots);
      updates[bot]?.push(JSON.parse(body) as TelegramUpdate);
    }
    for (const [at, batch] of updates.entries()) await intake.updates(ids[at] as string, batch);
  };
  const broadcast = () => {
    const tenant = tenantOf(ids[0] as string);
    return tenant.db(async () => {
      for (let n = 0; n < messages; n += 1) {
        const params = { chat_id: 8_000_000_000 + n, text: 'A word to all of you. '.repeat(5) };
        await enqueue(tenant, 'message.send', {
          chat_id: String(params.chat_id),
          method: 'sendMessage',
          params,
        });
      }
    });
  };
  const noticed = async () => {
    for (const id of ids) {
      const people = await fleet.query<{ id: string }>(
        'select id from users where bot_id = $1 order by id limit $2',
        [id, messages / bots],
      );
      const tenant = tenantOf(id);
      await tenant.db(async (tx) => {
        for (const { id: user } of people)
          await notify(tenant, tx, { kind: 'account_unblocked', about: { user_id: user } });
      });
    }
  };
  return {
    // The first meets every bot, so that their settings are known.
    'polls of 100 updates, the first ones': { items: bots * poll, begin: polled, messages: 1 },
    'polls of 100 updates': { items: bots * poll, begin: polled, messages: 1 },
    'a broadcast to 1,000 chats': { items: messages, begin: broadcast, messages: 1 },
    '1,000 notices': { items: messages, begin: noticed, messages: 1 },
  };
}

async function measure(side: BenchSide, { items, begin, messages: each }: Batch): Promise<string[]> {
  const before = await countsOf(side);
  const due = side.ended.messages + items * each;
  await begin();
  await waitFor(() => side.ended.messages >= due, {
    what: `${items * each} messages leave`,
    timeoutMs: longestMs,
  });
  await waitFor(async () => (await owed(side)) === 0, { what: 'all is settled', timeoutMs: longestMs });
  const after = await countsOf(side);
  return after.map((count, at) => round((count - (before[at] ?? NaN)) / items, at < 3 ? 2 : 3));
}

const owed = async ({ fleet }: BenchSide): Promise<number> =>
  (await fleet.query<{ n: number }>('select count(*)::int as n from outbox'))[0]?.n ?? NaN;

/** Statements, round trips, what Redis read, then CPU time of this process, PostgreSQL and Redis, each since its start. */
async function countsOf({ fleet, database }: BenchSide): Promise<number[]> {
  const servers = await readServerCpu(fleet);
  const [, reads] = /total_reads_processed:(\d+)/.exec(await fleet.redis.info('stats')) ?? [];
  const statements = [database.statementsSent(), database.roundTrips()];
  return [...statements, Number(reads ?? NaN), cpuMsOf(process.pid), servers.postgres, servers.redis];
}
