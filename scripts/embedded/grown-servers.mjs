import path from 'node:path';
import { birthOf } from './processes.mjs';
import { StartupError, reasonOf } from './startup-error.mjs';

/** Server connections that PgBouncer shares out: fewer than the tests open, so that they meet on them. */
const POOL_SIZE = 8;

/** What the tests can also run on: the servers of a fleet that has grown. The programs come from Debian's packages. */
export async function startCluster({ root, onStart }) {
  const group = await start(root, 'redis-servers.ts', ({ startRedisCluster }) => startRedisCluster());
  group.nodes.forEach((node, at) => onStart(`redis.${at + 1}`, recordOf(node.pid())));
  return { url: group.url, stop: () => group.close() };
}

/** PgBouncer in transaction mode before a PostgreSQL; `url` leads through it to the same database. */
export async function startPooler({ root, onStart }, databaseUrl) {
  const pooler = await start(root, 'pgbouncer.ts', ({ startPgBouncer }) =>
    startPgBouncer(POOL_SIZE, databaseUrl),
  );
  onStart('pgbouncer', recordOf(pooler.pid()));
  return { url: pooler.via(databaseUrl), stop: () => pooler.close() };
}

const recordOf = (pid) => ({ pid, birth: birthOf(pid) });

async function start(root, file, work) {
  const { tsImport } = await import('tsx/esm/api');
  const module = await tsImport(path.join(root, 'test/support/servers', file), import.meta.url);
  try {
    return await work(module);
  } catch (error) {
    throw new StartupError(`${reasonOf(error)}.`, 'Install it, or run the tests without that option.');
  }
}
