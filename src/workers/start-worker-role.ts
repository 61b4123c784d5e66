import 'reflect-metadata';
import { openDatabase } from '#platform/database.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { awaitRedis, openRedis, type Redis } from '#platform/redis.js';
import type { Vault } from '#platform/secrets.js';
import type { Env } from '#env/env.js';
import { attachModels } from '#models/index.js';
import { publishMasterToken, type DirectoryFollower } from '#directory/directory.js';
import { watchRecord, type RecordWatch } from '#directory/watch-record.js';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { republishOperatorTokens } from '#services/access/operator-tokens.js';
import { ensureMasterToken } from '#services/access/ensure-master-token.js';
import { publishAllBots } from '#services/bots/publish-bot.js';
import { joinFleet, type FleetMembership } from '#services/stores/join-fleet.js';
import { checkPanel } from './check-panel.js';
import { openFleetPanel } from './fleet-panel.js';
import { keepMasterBot } from './keep-master-bot.js';
import { startWorkers } from './start-workers.js';

/** What the process has for its worker role. */
export interface WorkerHost {
  readonly env: Env;
  readonly vault: Vault;
  readonly directory: DirectoryFollower;
  /** Told of each part that has started; the process stops them in the reverse order. */
  keep(name: string, stop: () => Promise<unknown>): void;
  openQueues(redis: Redis, life: number): Jobs;
  /** Ends the process once the record of Redis turns out to be strange. */
  watchStores(isStrange: RecordWatch): void;
  printOnce(line: string): void;
}

/** What the worker role tells /health/ready. */
export interface WorkerHealth {
  pingDatabase(): Promise<void>;
  warnings(): readonly string[];
}

const graceMs = 6_000;

/** Joins the fleet of both stores, prepares it, and begins to work; rejects when a store is away or another fleet's. */
export async function startWorkerRole(host: WorkerHost): Promise<WorkerHealth> {
  const { env, vault, directory, keep, printOnce } = host;
  const redis = openRedis(env.redisUrl, 'wait');
  keep('redis (wait)', async () => redis.disconnect());
  await awaitRedis(redis);
  const member = await joinStores(host, redis);
  host.watchStores(watchRecord(vault, member));
  const database = openDatabase({
    url: env.databaseUrl,
    poolMax: Math.min(20, env.workerConcurrency),
    applicationName: 'remnafleet worker',
    onSlow: (sql, ms) =>
      log.warn(
        { ms, sql: sql.slice(0, 300) },
        'slow SQL statement; look for a missing index or a busy database',
      ),
  });
  attachModels(database);
  keep('database', () => database.close());
  await database.ping();
  const jobs = host.openQueues(redis, member.life);
  useJobs(jobs);
  await prepareFleet(host, jobs);
  const workers = startWorkers({ env, vault, jobs, directory }, (run) =>
    metrics.jobEnded({ bot: run.botId, ...run }),
  );
  keep('workers', () => workers.close(graceMs));
  const master = env.botToken && keepMasterBot({ env, jobs, vault, printOnce }, env.botToken);
  const panel = checkPanel(openFleetPanel({ env, jobs }));
  keep('panel', async () => panel.stop());
  const warnings = () => [...(master ? master.warnings() : []), ...panel.warnings()];
  return { pingDatabase: () => database.ping(), warnings };
}

/** Makes sure that both stores are this fleet's and of one age, before anything works on them. */
async function joinStores({ env, vault }: WorkerHost, redis: Redis): Promise<FleetMembership> {
  // Under a name of its own: who counts the workers of the fleet must not count this one yet.
  const database = openDatabase({ url: env.databaseUrl, poolMax: 1, applicationName: 'remnafleet start' });
  const jobs = openJobs({ redis });
  try {
    attachModels(database);
    await database.ping();
    return await joinFleet(jobs, vault);
  } finally {
    await jobs.close();
    await database.close();
  }
}

async function prepareFleet({ env, printOnce }: WorkerHost, jobs: Jobs): Promise<void> {
  const { hash, made } = await ensureMasterToken(env.masterApiToken);
  if (made) printOnce(`Master API token, for the admin API and /queues (shown this once, keep it): ${made}`);
  await publishMasterToken(jobs.redis, hash);
  await republishOperatorTokens(jobs);
  await publishAllBots(jobs, env.updateMode);
}
