import type { EndpointName } from '#api/index.js';
import { followDirectory } from '#directory/directory.js';
import { readEnv } from '#env/env.js';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs } from '#jobs/queues.js';
import { attachModels } from '#models/index.js';
import { openDatabase } from '#platform/database.js';
import { openRedis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { publishAllBots } from '#services/bots/publish-bot.js';
import { tenantOf } from '#tenancy/scope.js';
import { makeEndpointHandlers } from '../../src/workers/endpoints/index.js';
import { runEndpoint, type AnyEndpointHandler } from '../../src/workers/run-endpoint.js';
import { openWorkerDeps } from '../../src/workers/worker-deps.js';
import type { TestFleet } from '../../test/support/processes/fleet.js';
import { bodyOf, type Ask, type Method } from './admin-requests.js';

/** The means of a worker in this process. */
export async function openDirect(fleet: TestFleet) {
  const env = readEnv({ ...fleet.env });
  const database = attachModels(
    openDatabase({ url: env.databaseUrl, poolMax: 20, applicationName: 'bench direct' }),
  );
  const redis = openRedis(env.redisUrl, 'wait');
  const jobs = openJobs({ redis });
  useJobs(jobs);
  await publishAllBots(jobs, 'polling');
  const directory = followDirectory(redis);
  const vault = openVault(env.appSecret);
  const handlers = makeEndpointHandlers(openWorkerDeps({ env, vault, jobs, directory }));
  const ask = (ids: readonly string[], method: Method): Ask => {
    const name: EndpointName = method === 'GET' ? 'bots.get' : 'bots.update';
    const handler = handlers[name] as unknown as AnyEndpointHandler;
    return async (n) => {
      const tenant = tenantOf(ids[n % ids.length] ?? '');
      const body: unknown = method === 'PUT' ? JSON.parse(bodyOf()) : {};
      const payload = payloadOf(name, `${tenant.botId}.${n}.${performance.now()}`);
      const input = { params: {}, query: {}, body };
      const { status } = await runEndpoint(
        { vault, handler },
        { tenant, db: tenant.db },
        { name, payload, input },
      );
      return status;
    };
  };
  return {
    ask,
    close: async () => {
      useJobs(undefined);
      await jobs.close();
      redis.disconnect();
      await database.close();
    },
  };
}

const payloadOf = (endpoint: EndpointName, jobId: string) => ({
  endpoint,
  job_id: jobId,
  params: {},
  query: {},
  caller: { kind: 'master', id: null, name: null } as const,
  request_id: 'bench',
  reply_to: '',
  accepted_at: 0,
  waits_until: 0,
});
