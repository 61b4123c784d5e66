/** A worker in a process of its own: `worker-process.ts '{"prefix":…,"apiRoot":…}'`; says `ready`. */
import { followDirectory } from '#directory/directory.js';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs } from '#jobs/queues.js';
import { attachModels } from '#models/index.js';
import { openDatabase } from '#platform/database.js';
import { readEnv } from '#env/env.js';
import { setLogLevel } from '#platform/log.js';
import { openRedis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { startWorkers } from '../../../src/workers/start-workers.js';

interface Order {
  prefix: string;
  apiRoot: string;
  variables?: Record<string, string>;
}

const { prefix, apiRoot, variables } = JSON.parse(process.argv[2] ?? '{}') as Order;
const env = readEnv({ ...process.env, TELEGRAM_API_ROOT: apiRoot, WORKER_CONCURRENCY: '8', ...variables });
setLogLevel(env.logLevel);
const database = attachModels(openDatabase({ url: env.databaseUrl, poolMax: 8, applicationName: 'worker' }));
await database.ping();
const redis = openRedis(env.redisUrl, 'wait');
const jobs = openJobs({ redis, prefix, capPerBot: 4 });
useJobs(jobs);
const directory = followDirectory(redis, prefix);
await directory.start();
const vault = openVault(env.appSecret);
startWorkers({ env, vault, jobs, directory }, () => undefined);
process.stdout.write('ready\n');
