/** Reads the roles, starts them, and on SIGTERM or SIGINT stops them in order: first what takes in, then what works. */
import { pause } from '#platform/clock.js';
import { readEnv, type Env } from '#env/env.js';
import { EnvError } from '#platform/env-part.js';
import { RetryableError } from '#platform/errors.js';
import { log, setLogLevel } from '#platform/log.js';
import { awaitRedis, keyPrefix, openRedis, type Redis } from '#platform/redis.js';
import { openVault, type Vault } from '#platform/secrets.js';
import { useTracing } from '#platform/tracing.js';
import { followDirectory, type DirectoryFollower } from '#directory/directory.js';
import { readFleetRecord } from '#directory/fleet-record.js';
import { openIntake } from '#jobs/intake.js';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { watchRecord, type RecordWatch } from '#directory/watch-record.js';
import { startServer, type Ingress, type IngressOptions } from './ingress/start-server.js';

interface Part {
  readonly name: string;
  stop(): Promise<unknown>;
}

interface Common {
  readonly env: Env;
  readonly vault: Vault;
  readonly directory: DirectoryFollower;
}

/** What a process tells /health/ready of its worker role. */
type WorkerHealth = Pick<IngressOptions, 'pingDatabase' | 'warnings'>;

/** Started parts, in the order of their start; they stop in the reverse order. */
const parts: Part[] = [];
const stopMs = 8_500;
const leastStopMs = 200;

function openQueues(env: Env, redis: Redis, life = 0): Jobs {
  const jobs = openJobs({ redis, life, capPerBot: Math.max(2, Math.ceil(env.workerConcurrency / 2)) });
  parts.push({ name: 'queues', stop: () => jobs.close() });
  return jobs;
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

/** The code of each role is read where it runs only: less of it is in the memory of the others, and they start sooner. */
async function startWorking(common: Common): Promise<WorkerHealth> {
  const { startWorkerRole } = await import('./workers/start-worker-role.js');
  return startWorkerRole({
    ...common,
    keep: (name, stop) => void parts.push({ name, stop }),
    openQueues: (redis, life) => openQueues(common.env, redis, life),
    watchStores: (isStrange) => watchStores(common.directory, isStrange),
    printOnce: (line) => void process.stdout.write(`${line}\n`),
  });
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
  const health = has('worker') ? await startWorking(common) : await meetFleet(common, redis);
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

async function startAnswering(options: IngressOptions): Promise<Ingress> {
  const { startIngress } = await import('./ingress/server.js');
  return startIngress(options);
}

async function startIntakeRoles(
  { env, vault, directory }: Common,
  redis: Redis,
  health: WorkerHealth,
): Promise<void> {
  const jobs = openQueues(env, redis);
  const intake = openIntake(jobs);
  if (env.roles.includes('poller') && env.updateMode === 'polling') {
    const { startPollers } = await import('./ingress/pollers/start-pollers.js');
    const pollers = startPollers({ redis, directory, intake, vault, env });
    parts.push({ name: 'pollers', stop: () => pollers.close() });
  }
  const perMinute = env.apiRequestsPerMinute;
  const apiLimits = { perMinute, masterPerMinute: 10 * perMinute };
  const means = { env, redis, jobs, directory, intake, vault, apiLimits, ...health };
  const server = env.roles.includes('ingress')
    ? await startAnswering({ ...means, routes: 'full' })
    : await startServer({ ...means, routes: 'health' });
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
