/**
 * A worker of the fleet that reads a bot's settings and features every few milliseconds, as updates would:
 * `config-reader.ts BOT_ID`, settings from the environment. Sends `{ kind, value, at }` (at: ms since 1970) for each new value.
 */
import 'reflect-metadata';
import { attachModels } from '#models/index.js';
import { followDirectory } from '#directory/directory.js';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs } from '#jobs/queues.js';
import { pause } from '#platform/clock.js';
import { openDatabase } from '#platform/database.js';
import { readEnv } from '#platform/env.js';
import { setLogLevel } from '#platform/log.js';
import { openRedis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { tenantOf } from '#tenancy/scope.js';
import { startWorkers } from '../../src/workers/start-workers.js';
import { openWorkerDeps } from '../../src/workers/worker-deps.js';

const tenant = tenantOf(process.argv[2] ?? '');
const env = readEnv();
setLogLevel('error');
attachModels(openDatabase({ url: env.databaseUrl, poolMax: 4, applicationName: 'remnafleet worker' }));
const redis = openRedis(env.redisUrl, 'wait');
const jobs = openJobs({ redis, capPerBot: 4 });
useJobs(jobs);
const directory = followDirectory(openRedis(env.redisUrl, 'fail'));
await directory.start();
const place = { env, vault: openVault(env.appSecret), jobs, directory };
startWorkers(place, () => undefined);
const { snapshots } = openWorkerDeps(place);

const seen = new Map<string, number>();
function look(kind: 'feature' | 'setting', value: number): void {
  if (seen.get(kind) === value) return;
  seen.set(kind, value);
  process.send?.({ kind, value, at: performance.timeOrigin + performance.now() });
}
process.on('disconnect', () => process.exit(0));
for (;;) {
  const bot = await snapshots.read(tenant);
  if (bot) {
    look('setting', bot.settings.values.cart_minutes);
    look('feature', Number(bot.features.auto_renewal.isOn));
  }
  await pause(5);
}
