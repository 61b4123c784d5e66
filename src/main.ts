/** Reads the roles, starts them, and on SIGTERM or SIGINT stops them in order: first what takes in, then what works. */
import 'reflect-metadata';
import { pause } from '#platform/clock.js';
import { openDatabase } from '#platform/database.js';
import { readEnv, type Env } from '#env/env.js';
import { EnvError } from '#platform/env-part.js';
import { RetryableError } from '#platform/errors.js';
import { log, setLogLevel } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { awaitRedis, keyPrefix, openRedis, type Redis } from '#platform/redis.js';
import { openVault, type Vault } from '#platform/secrets.js';
import { useTracing } from '#platform/tracing.js';
import { attachModels } from '#models/index.js';
import { useJobs } from '#jobs/enqueue.js';
import { followDirectory, publishMasterToken, type DirectoryFollower } from '#directory/directory.js';
import { readFleetRecord } from '#directory/fleet-record.js';
import { openIntake } from '#jobs/intake.js';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { watchRecord, type RecordWatch } from '#directory/watch-record.js';
import { republishOperatorTokens } from '#services/access/operator-tokens.js';
import { ensureMasterToken } from '#services/access/ensure-master-token.js';
import { publishAllBots } from '#services/bots/publish-bot.js';
import { joinFleet, type FleetMembership } from '#services/stores/join-fleet.js';
import { startIngress, type IngressOptions } from './ingress/server.js';
import { startPollers } from './ingress/pollers/start-pollers.js';
import { startWorkers } from './workers/start-workers.js';
import { openFleetPanel } from './workers/fleet-panel.js';
import { keepMasterBot } from '#workers/keep-master-bot.js';
import { checkPanel } from '#workers/check-panel.js';

interface Part {
  readonly name: string;
  stop(): Promise<unknown>;
}

interface Common {
  readonly env: Env;
  readonly vault: Vault;
  readonly directory: DirectoryFollower;
}

/** What the worker role tells /health/ready. */
type WorkerHealth = Pick<IngressOptions, 'pingDatabase' | 'warnings'>;

/** Started parts, in the order of their start; they stop in the reverse order. */
const parts: Part[] = [];
const graceMs = 6_000;
const stopMs = 8_500;
const leastStopMs = 200;

function printOnce(line: string): void {
  process.stdout.write(`${line}\n`);
}

function openQueues(env: Env, redis: Redis, life = 0): Jobs {
  const jobs = openJobs({ redis, life, capPerBot: Math.max(2, Math.ceil(env.workerConcurrency / 2)) });
  parts.push({ name: 'queues', stop: () => jobs.close() });
  return jobs;
}

/** Makes sure that both stores are this fleet's and of one age, before anything works on them. */
async function joinStores({ env, vault }: Common, redis: Redis): Promise<FleetMembership> {
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

/** Ends the process, for whoever starts it again, when Redis turns out to be of another fleet, life or age. */
function watchStores(directory: DirectoryFollower, isStrange: RecordWatch): void {
  let isEnding = false;
  directory.onRecord((record) => {
    const line = isEnding ? undefined : isStrange(record);
    if (line === undefined) return;
    isEnding = true;
    log.error(line);
    void stopAll().then(() => process.exit(1));
  });
}

async function startWorkerRole(common: Common): Promise<WorkerHealth> {
  const { env, vault, directory } = common;
  const redis = openRedis(env.redisUrl, 'wait');
  parts.push({ name: 'redis (wait)', stop: async () => redis.disconnect() });
  await awaitRedis(redis);
  const member = await joinStores(common, redis);
  watchStores(directory, watchRecord(vault, member));
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
  parts.push({ name: 'database', stop: () => database.close() });
  await database.ping();
  const jobs = openQueues(env, redis, member.life);
  useJobs(jobs);
  await prepareFleet(common, jobs);
  const workers = startWorkers({ env, vault, jobs, directory }, (run) =>
    metrics.jobEnded({ ...run, bot: run.botId }),
  );
  parts.push({ name: 'workers', stop: () => workers.close(graceMs) });
  const master = env.botToken && keepMasterBot({ env, jobs, vault, printOnce }, env.botToken);
  const panel = checkPanel(openFleetPanel({ env, jobs }));
  parts.push({ name: 'panel', stop: async () => panel.stop() });
  const warnings = () => [...(master ? master.warnings() : []), ...panel.warnings()];
  return { pingDatabase: () => database.ping(), warnings };
}

async function prepareFleet({ env }: Common, jobs: Jobs): Promise<void> {
  const { hash, made } = await ensureMasterToken(env.masterApiToken);
  if (made) printOnce(`Master API token, for the admin API and /queues (shown this once, keep it): ${made}`);
  await publishMasterToken(jobs.redis, hash);
  await republishOperatorTokens(jobs);
  await publishAllBots(jobs, env.updateMode);
}

async function startRoles(env: Env): Promise<void> {
  const vault = openVault(env.appSecret);
  const redis = openRedis(env.redisUrl, 'fail');
  parts.push({ name: 'redis (fail)', stop: async () => redis.disconnect() });
  const has = (role: Env['roles'][number]) => env.roles.includes(role);
  await awaitRedis(redis).catch((error: unknown) => {
    if (has('worker')) throw error;
    log.warn({ err: error }, 'Redis cannot be reached at start; the process goes on and keeps connecting');
  });
  const directory = followDirectory(redis);
  parts.push({ name: 'directory', stop: () => directory.stop() });
  await directory.start();
  const common = { env, vault, directory };
  const health = has('worker') ? await startWorkerRole(common) : await meetFleet(common, redis);
  await startIntakeRoles(common, redis, health);
}

/** A process without a database takes in for the fleet whose secret it has, and for no other. */
async function meetFleet({ vault, directory }: Common, redis: Redis): Promise<WorkerHealth> {
  const isStrange = watchRecord(vault);
  // A Redis that is away is looked at when it is back.
  const line = isStrange(await readFleetRecord(redis, keyPrefix).catch(() => undefined));
  if (line !== undefined) throw new Error(line);
  watchStores(directory, isStrange);
  return {};
}

async function startIntakeRoles(
  { env, vault, directory }: Common,
  redis: Redis,
  health: WorkerHealth,
): Promise<void> {
  const jobs = openQueues(env, redis);
  const intake = openIntake(jobs);
  if (env.roles.includes('poller') && env.updateMode === 'polling') {
    const pollers = startPollers({ redis, directory, intake, vault, env });
    parts.push({ name: 'pollers', stop: () => pollers.close() });
  }
  const routes = env.roles.includes('ingress') ? 'full' : 'health';
  const perMinute = env.apiRequestsPerMinute;
  const apiLimits = { perMinute, masterPerMinute: 10 * perMinute };
  const means = { env, redis, jobs, directory, intake, vault, apiLimits };
  const server = await startIngress({ ...means, routes, ...health });
  parts.push({ name: 'http', stop: () => server.close() });
  const { port, metricsPort } = server;
  log.info({ roles: env.roles, port, metrics_port: metricsPort, mode: env.updateMode }, 'started');
}

/** Each part has what is left of the time: platforms kill after ten seconds what waits for a Redis that is away. */
async function stopAll(): Promise<void> {
  const until = performance.now() + stopMs;
  for (const part of parts.splice(0).reverse()) {
    const late = new AbortController();
    const left = Math.max(leastStopMs, until - performance.now());
    const stopping = part
      .stop()
      .catch((error: unknown) =>
        log.warn(
          { err: error, part: part.name },
          'a part of the process failed to stop; the shutdown goes on without it',
        ),
      );
    const tell = (): void => {
      if (!late.signal.aborted)
        log.warn(
          { part: part.name },
          'a part of the process did not stop in time; the shutdown goes on without it',
        );
    };
    await Promise.race([stopping, pause(left, late.signal).then(tell)]);
    late.abort();
  }
}

function stopOnSignals(): void {
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    void stopAll().then(() => {
      log.info('stopped');
      process.exit(0);
    });
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

/** Loaded only when traces are asked for; the first part to start and the last to stop, so it sees all work end. */
async function startTraces(env: Env): Promise<void> {
  const { openTelemetry } = await import('#platform/open-telemetry.js');
  const tracing = openTelemetry(env);
  useTracing(tracing);
  parts.push({ name: 'traces', stop: () => tracing.close() });
}

/** One line for what is known, everything for what is not. */
function explain(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  if (error instanceof RetryableError && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  const env = readEnv();
  setLogLevel(env.logLevel);
  stopOnSignals();
  if (env.traces.isOn) await startTraces(env);
  await startRoles(env);
}

main().catch(async (error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  log.debug({ err: error }, 'could not start');
  await stopAll();
  process.exit(1);
});
