import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCluster, startPooler } from './grown-servers.mjs';
import { endLeftovers, lockDirectory, readLock } from './lock-directory.mjs';
import { isRunning } from './processes.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

const PREFIX = 'remnafleet-test-';
const DATABASE = 'remnafleet_test';

/**
 * Throwaway PostgreSQL and Redis in a fresh directory, for one run: their URLs, and `stop()` that leaves nothing behind.
 * TEST_DATABASE_URL and TEST_REDIS_URL name servers to use instead. Not durable unless asked, which is much faster.
 * `isCluster`: a Redis Cluster of three nodes; `isPooled`: PostgreSQL behind PgBouncer in transaction mode.
 */
export async function startTestServers({ root, durable = false, isCluster = false, isPooled = false }) {
  await sweepAbandoned();
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
  fs.chmodSync(directory, 0o755);
  const lock = lockDirectory(directory);
  const onStart = lock.remember;
  const shared = {
    root,
    directory,
    password: crypto.randomBytes(18).toString('base64url'),
    durable,
    isCluster,
    isPooled,
    onStart,
  };
  const running = [];
  const stop = async () => {
    for (const server of running.reverse()) await server.stop(3000); // What stands before a server ends first.
    fs.rmSync(directory, { recursive: true, force: true });
  };
  const keep = async (starting) => {
    const server = await starting;
    running.push(server);
    return server;
  };
  const starts = await Promise.allSettled([databaseUrl(shared, keep), redisUrl(shared, keep)]);
  const failed = starts.find(({ status }) => status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    directory,
    databaseUrl: starts[0].value,
    redisUrl: starts[1].value,
    remember: lock.remember,
    stop,
  };
}

async function databaseUrl(shared, keep) {
  const direct = process.env.TEST_DATABASE_URL || (await makeDatabase(shared, keep));
  if (!shared.isPooled) return direct;
  const pooler = await keep(startPooler(shared, direct));
  return pooler.url;
}

async function makeDatabase(shared, keep) {
  const postgres = await keep(startPostgres(shared));
  return postgres.makeDatabase(DATABASE);
}

async function redisUrl(shared, keep) {
  if (process.env.TEST_REDIS_URL) return process.env.TEST_REDIS_URL;
  const redis = await keep(shared.isCluster ? startCluster(shared) : startRedis(shared));
  return redis.url;
}

async function sweepAbandoned() {
  const names = fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const directory of names.map((name) => path.join(os.tmpdir(), name))) {
    const owner = readLock(directory);
    if (!owner || isRunning(owner)) continue;
    await endLeftovers(owner.children);
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
