import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { waitFor } from '../wait-for.js';
import { freePort } from './free-port.js';

/** One server of a group, on 127.0.0.1. */
export interface RedisNode {
  readonly port: number;
  pid(): number;
  /** SIGKILL and wait. */
  kill(): Promise<void>;
  /** Starts it again on its port and its data. */
  restart(): Promise<void>;
  /** Sends one command over a connection of its own. */
  call(command: string, ...args: (string | number)[]): Promise<unknown>;
}

/** Several Redis servers that work together, in a directory of their own. */
export interface RedisGroup {
  /** What REDIS_URL is to hold. */
  readonly url: string;
  readonly nodes: readonly RedisNode[];
  close(): Promise<void>;
}

const slots = 16_384;
const patient = { timeoutMs: 20_000 };
const durable = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''];

/** Starts a Redis Cluster of three masters; fails when there is no redis-server on PATH. */
export async function startRedisCluster(): Promise<RedisGroup> {
  const group = openGroup();
  const buses = await freePorts(3);
  for (const bus of buses)
    await group.start([...durable, '--cluster-enabled', 'yes', '--cluster-port', String(bus)]);
  const [first, ...others] = group.nodes as [RedisNode, ...RedisNode[]];
  for (const [at, node] of group.nodes.entries()) {
    const range = [0, 1].map((edge) => Math.floor((slots * (at + edge)) / 3) - edge);
    await node.call('cluster', 'addslotsrange', ...range);
  }
  for (const [at, node] of others.entries())
    await first.call('cluster', 'meet', '127.0.0.1', node.port, buses[at + 1] as number);
  const isWhole = async () => {
    const told = await Promise.all(group.nodes.map((node) => node.call('cluster', 'info')));
    return told.every((text) => /cluster_state:ok[\s\S]*cluster_known_nodes:3/.test(String(text)));
  };
  await waitFor(isWhole, { ...patient, what: 'a Cluster of three nodes' });
  const hosts = group.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
  return { ...group, url: `redis-cluster://${hosts}` };
}

/** Starts a master, its replica and three Sentinels that replace a master which is silent for a second. */
export async function startSentinels(): Promise<RedisGroup> {
  const group = openGroup();
  const master = await group.start(durable);
  await group.start([...durable, '--replicaof', '127.0.0.1', String(master.port)]);
  const replicaIsThere = async () => /connected_slaves:1/.test(String(await master.call('info')));
  await waitFor(replicaIsThere, { ...patient, what: 'a replica in step' });
  const watch = [
    `sentinel monitor fleet 127.0.0.1 ${master.port} 2`,
    'sentinel down-after-milliseconds fleet 1000',
    'sentinel failover-timeout fleet 4000',
  ];
  const sentinels: RedisNode[] = [];
  for (let count = 0; count < 3; count += 1) sentinels.push(await group.start(['--sentinel'], watch));
  const allKnown = async () => {
    const told = await Promise.all(sentinels.map((sentinel) => sentinel.call('info', 'sentinel')));
    return told.every((text) => /slaves=1,sentinels=3/.test(String(text)));
  };
  await waitFor(allKnown, { ...patient, what: 'three Sentinels that know each other' });
  // A replica that has not received its first copy would take over with nothing in it.
  const isCopied = async () =>
    /state=online,offset=[1-9]/.test(String(await master.call('info', 'replication')));
  await waitFor(isCopied, { ...patient, what: 'a replica that has what its master has' });
  const hosts = sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',');
  return { ...group, url: `redis-sentinel://${hosts}/fleet` };
}

async function freePorts(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => freePort()));
}

function openGroup() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'remnafleet-redis-'));
  const nodes: RedisNode[] = [];
  return {
    nodes,
    start: async (args: readonly string[], config: readonly string[] = []): Promise<RedisNode> => {
      const port = await freePort();
      const directory = mkdtempSync(path.join(root, 'node-'));
      const file = path.join(directory, 'redis.conf');
      const lines = [`port ${port}`, 'bind 127.0.0.1', `dir ${directory}`, 'logfile redis.log', ...config];
      writeFileSync(file, `${lines.join('\n')}\n`);
      const node = await startNode(port, [file, ...args]);
      nodes.push(node);
      return node;
    },
    close: async () => {
      await Promise.all(nodes.map((node) => node.kill()));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function startNode(port: number, args: readonly string[]): Promise<RedisNode> {
  let child: ChildProcess;
  const call = async (command: string, ...rest: (string | number)[]): Promise<unknown> => {
    const redis = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await redis.call(command, ...rest);
    } finally {
      redis.disconnect();
    }
  };
  const start = async () => {
    child = await run('redis-server', args);
    const answers = () => call('ping').catch(() => undefined);
    await waitFor(answers, { ...patient, what: 'an answer of redis-server' });
  };
  await start();
  return {
    port,
    pid: () => child.pid as number,
    call,
    restart: start,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function run(program: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: 'ignore' });
  await once(child, 'spawn').catch((error: unknown) => {
    throw new Error(`${program} must be on PATH for this test (${String(error)})`);
  });
  return child;
}
