import { Agent, request } from 'node:http';
import type { EndpointName } from '#api/index.js';
import { followDirectory } from '#directory/directory.js';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs } from '#jobs/queues.js';
import { attachModels } from '#models/index.js';
import { openDatabase } from '#platform/database.js';
import { readEnv } from '#platform/env.js';
import { openRedis } from '#platform/redis.js';
import { openVault } from '#platform/secrets.js';
import { publishAllBots } from '#services/bots/publish-bot.js';
import { tenantOf } from '#tenancy/scope.js';
import { makeEndpointHandlers } from '../../src/workers/endpoints/index.js';
import { runEndpoint, type AnyEndpointHandler } from '../../src/workers/run-endpoint.js';
import { openFleet, type FleetProcess, type TestFleet } from '../../test/support/processes/fleet.js';
import { waitFor } from '../../test/support/wait-for.js';
import { percentile, printTable, round } from './figures.js';
import { fillBots } from './fill-bots.js';
import { startSink } from './telegram-sink.js';
import { openWorkerDeps } from '../../src/workers/worker-deps.js';

const bots = 20;
const rates = [1, 50, 200];
const mostRequests = 2_000;
/** Nobody measures what warms up, so it need not be as slow as the slowest rate. */
const warmRate = 50;

type Ask = (n: number) => Promise<void>;

/**
 * The time of `GET` and `PUT` of a bot through ingress, queue and worker (each a process of its own) at steady rates,
 * beside the same handler called in this process. Requests are sent by the clock, whether those before are answered
 * or not.
 */
export async function measureAdminApi({ seconds = 10 } = {}): Promise<void> {
  const sink = await startSink();
  const fleet = await openFleet({ TELEGRAM_API_ROOT: sink.url, API_REQUESTS_PER_MINUTE: '1000000' });
  await fillBots(fleet, bots);
  const direct = await openDirect(fleet);
  const ids = (await fleet.query<{ id: string }>('select id from bots order by id')).map(({ id }) => id);
  const ingress = await fleet.start({ ROLES: 'ingress' });
  const worker = await fleet.start({ ROLES: 'worker' });
  const tryOnce = viaHttp({ fleet, ingress, ids }, 'GET');
  const works = () =>
    tryOnce(0).then(
      () => true,
      () => false,
    );
  await waitFor(works, { timeoutMs: 10_000, what: 'ingress knows the master token' });
  const rows: string[][] = [['ms', 'rate/s', 'p50', 'p99', 'max', 'direct p50', 'direct p99']];
  for (const method of ['GET', 'PUT'] as const)
    for (const rate of rates) {
      const count = Math.min(mostRequests, Math.max(20, rate * seconds));
      const throughQueue = viaHttp({ fleet, ingress, ids }, method);
      const straight = direct.ask(ids, method);
      await atRate(throughQueue, Math.max(rate, warmRate), Math.min(count, 100));
      const queued = await atRate(throughQueue, rate, count);
      await atRate(straight, Math.max(rate, warmRate), Math.min(count, 100));
      const called = await atRate(straight, rate, count);
      rows.push([`${method} /bots/{bot_id}`, String(rate), ...figuresOf(queued, true), ...figuresOf(called)]);
    }
  printTable('Admin requests through the queue, and the same handler called directly', rows);
  await Promise.all([ingress.kill(), worker.kill()]);
  await direct.close();
  await fleet.close();
  await sink.close();
}

function figuresOf(times: readonly number[], withMost = false): string[] {
  const shares = [0.5, 0.99, ...(withMost ? [1] : [])];
  return shares.map((share) => round(percentile(times, share), 1));
}

/** Sends by the clock; returns the time of each answer in ms. */
async function atRate(ask: Ask, rate: number, count: number): Promise<number[]> {
  const startedAt = performance.now();
  const answers: Promise<number>[] = [];
  for (let n = 0; n < count; n += 1) {
    const waitMs = startedAt + (n * 1_000) / rate - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const at = performance.now();
    answers.push(ask(n).then(() => performance.now() - at));
  }
  return Promise.all(answers);
}

interface Http {
  readonly fleet: TestFleet;
  readonly ingress: FleetProcess;
  readonly ids: readonly string[];
}

const bodyOf = (n: number): string => JSON.stringify({ support_username: `helper_${n}` });

function viaHttp({ fleet, ingress, ids }: Http, method: 'GET' | 'PUT'): Ask {
  const agent = new Agent({ keepAlive: true });
  return (n) =>
    new Promise((resolve, reject) => {
      const sent = request({
        agent,
        method,
        port: ingress.port,
        path: `/api/v1/bots/${ids[n % ids.length] ?? ''}`,
        headers: { 'x-api-token': fleet.masterToken, 'content-type': 'application/json' },
      });
      sent.on('response', (response) => {
        response.resume();
        response.on('end', () => {
          // 202: it took longer than the ten seconds that ingress waits.
          if (response.statusCode === 200 || response.statusCode === 202) resolve();
          else reject(new Error(`${method} was answered with ${response.statusCode}`));
        });
      });
      sent.on('error', reject);
      sent.end(method === 'PUT' ? bodyOf(n) : undefined);
    });
}

/** The means of a worker in this process. */
async function openDirect(fleet: TestFleet) {
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
  const ask = (ids: readonly string[], method: 'GET' | 'PUT'): Ask => {
    const name: EndpointName = method === 'GET' ? 'bots.get' : 'bots.update';
    const handler = handlers[name] as unknown as AnyEndpointHandler;
    return async (n) => {
      const tenant = tenantOf(ids[n % ids.length] ?? '');
      const body: unknown = method === 'PUT' ? JSON.parse(bodyOf(n)) : {};
      const payload = payloadOf(name, `${tenant.botId}.${n}.${performance.now()}`);
      const input = { params: {}, query: {}, body };
      await runEndpoint({ vault, handler }, { tenant, db: tenant.db }, { name, payload, input });
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
