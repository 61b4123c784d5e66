/**
 * A worker of the fleet whose updates may do mischief: `worker-process.ts '{"poolMax":8}'`, settings from the environment.
 * Says `chaos ready`, `chaos zombie <bot>.<update> <pid>` when it ended work that was another's by then, and
 * `chaos retry <job>` when a job used up one of its tries.
 */
import 'reflect-metadata';
import { attachModels } from '#models/index.js';
import { followDirectory, publishMasterToken } from '#directory/directory.js';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs } from '#jobs/queues.js';
import { openDatabase } from '#platform/database.js';
import { readEnv } from '#platform/env.js';
import { setLogLevel } from '#platform/log.js';
import { awaitRedis, openRedis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { ensureMasterToken } from '#services/access/ensure-master-token.js';
import { publishAllBots } from '#services/bots/publish-bot.js';
import { makeHandlers } from '../../src/workers/handlers/index.js';
import type { JobRun } from '../../src/workers/report-run.js';
import { startWorkers } from '../../src/workers/start-workers.js';
import { withMischief } from './mischief.js';
import type { WorkerDeps } from '../../src/workers/worker-deps.js';

const say = (words: string) => process.stdout.write(`chaos ${words}\n`);
const { poolMax } = JSON.parse(process.argv[2] ?? '{}') as { poolMax: number };
const env = readEnv();
setLogLevel(env.logLevel);
const database = attachModels(
  openDatabase({ url: env.databaseUrl, poolMax, applicationName: `remnafleet worker ${process.pid}` }),
);
await database.ping();
const redis = openRedis(env.redisUrl, 'wait');
await awaitRedis(redis, 60_000);
const jobs = openJobs({ redis, capPerBot: Math.max(2, Math.ceil(env.workerConcurrency / 2)) });
useJobs(jobs);
const directory = followDirectory(openRedis(env.redisUrl, 'fail'));
await directory.start();
const { hash } = await ensureMasterToken(env.masterApiToken);
await publishMasterToken(redis, hash);
await publishAllBots(jobs, env.updateMode);
const place = { env, vault: openVault(env.appSecret), jobs, directory };
const handlers = (deps: WorkerDeps) =>
  withMischief(makeHandlers(deps), (update) => say(`zombie ${update} ${process.pid}`));
const hearRun = ({ outcome, name }: JobRun) => outcome === 'retry' && say(`retry ${name}`);
const workers = startWorkers(place, hearRun, handlers);
process.on('SIGTERM', () => void workers.close(6_000).then(() => process.exit(0)));
say('ready');
