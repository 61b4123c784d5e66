import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs } from '#jobs/queues.js';
import { attachModels } from '#models/index.js';
import { pause } from '#platform/clock.js';
import { openDatabase } from '#platform/database.js';
import { readEnv } from '#env/env.js';
import { openRedis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import { publishAllBots } from '#services/bots/publish-bot.js';
import { changeFeatureIn } from '#services/features/change-feature.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { tenantOf, type Tenant } from '#tenancy/scope.js';
import { openFleet, type TestFleet } from '../../test/support/processes/fleet.js';
import { programOf } from '../../test/support/processes/program.js';
import { waitFor } from '../../test/support/wait-for.js';
import { percentile, printTable, round } from './figures.js';
import { fillBots } from './fill-bots.js';
import { startSink } from './telegram-sink.js';

type Kind = 'feature' | 'setting';

/** A process that reads all the time; `seenAt` is when it first saw a value, in ms since 1970. */
interface Reader {
  readonly child: ChildProcess;
  readonly seenAt: Map<string, number>;
}

const processes = 3;
const bots = 50;
/** Changes come at any point of the half second in which followers look at the directory. */
const mostPauseMs = 700;

/** From the end of a change to its first use in each of three worker processes, for settings and features. */
export async function measureConfigPropagation({ changes = 100 } = {}): Promise<void> {
  const sink = await startSink();
  const fleet = await openFleet({
    TELEGRAM_API_ROOT: sink.url,
    UPDATE_MODE: 'webhook',
    PUBLIC_URL: 'https://fleet.example',
  });
  await fillBots(fleet, bots);
  const writer = openWriter(fleet);
  await publishAllBots(writer.jobs, 'webhook');
  const [bot] = await fleet.query<{ id: string }>('select min(id) as id from bots');
  const tenant = tenantOf(bot?.id ?? '');
  const readers = Array.from({ length: processes }, () => startReader(fleet, tenant));
  const isReading = () => readers.every(({ seenAt }) => seenAt.size >= 2);
  await waitFor(isReading, { timeoutMs: 60_000, what: 'readers' });
  const rows: string[][] = [['ms after the change', 'p50', 'p99', 'max']];
  for (const kind of ['setting', 'feature'] as const) {
    const each: number[] = [];
    const last: number[] = [];
    for (let value = 10; value < 10 + changes; value += 1) {
      const delays = await changeOnce({ tenant, readers, vault: writer.vault }, kind, value);
      each.push(...delays);
      last.push(Math.max(...delays));
      await pause(Math.random() * mostPauseMs);
    }
    rows.push(rowOf(`${kind}, in a process`, each), rowOf(`${kind}, in the last of ${processes}`, last));
  }
  printTable(`How soon ${changes} changes of each kind hold in ${processes} worker processes`, rows);
  for (const { child } of readers) {
    child.disconnect();
    await once(child, 'exit');
  }
  await writer.close();
  await fleet.close();
  await sink.close();
}

const rowOf = (name: string, delays: readonly number[]): string[] => [
  name,
  round(percentile(delays, 0.5)),
  round(percentile(delays, 0.99)),
  round(Math.max(...delays)),
];

function openWriter(fleet: TestFleet) {
  const env = readEnv(fleet.env);
  const database = openDatabase({ url: env.databaseUrl, poolMax: 2, applicationName: 'bench' });
  attachModels(database);
  const redis = openRedis(env.redisUrl, 'wait');
  const jobs = openJobs({ redis });
  useJobs(jobs);
  return {
    jobs,
    vault: openVault(env.appSecret),
    close: async () => {
      useJobs(undefined);
      await jobs.close();
      redis.disconnect();
      await database.close();
    },
  };
}

function startReader(fleet: TestFleet, tenant: Tenant): Reader {
  const { flags, file } = programOf('scripts/bench/config-reader.ts');
  const child = fork(file, [tenant.botId], {
    execArgv: flags,
    env: { ...fleet.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const seenAt = new Map<string, number>();
  child.on('message', (message) => {
    const { kind, value, at } = message as { kind: Kind; value: number; at: number };
    seenAt.set(`${kind} ${value}`, at);
  });
  return { child, seenAt };
}

interface Ground {
  readonly tenant: Tenant;
  readonly readers: readonly Reader[];
  readonly vault: ReturnType<typeof openVault>;
}

async function changeOnce({ tenant, readers, vault }: Ground, kind: Kind, value: number): Promise<number[]> {
  const place = `${kind} ${kind === 'setting' ? value : value % 2}`;
  for (const { seenAt } of readers) seenAt.delete(place);
  if (kind === 'setting')
    await changeSettings(tenant, [{ key: 'cart_minutes', put: value }], { actor: operator, vault });
  else {
    const feature = { key: 'auto_renewal', change: { enabled: value % 2 === 1 } };
    await tenant.db((tx) => changeFeatureIn(tenant, tx, feature, operator));
  }
  const changedAt = performance.timeOrigin + performance.now();
  const seen = () => readers.map(({ seenAt }) => seenAt.get(place)).filter((at) => at !== undefined);
  await waitFor(() => seen().length === readers.length, { timeoutMs: 30_000, what: `${place} everywhere` });
  return seen().map((at) => Math.max(0, at - changedAt));
}
