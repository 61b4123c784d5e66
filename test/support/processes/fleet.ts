import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { type Redis } from 'ioredis';
import { openMigrator } from '../../../migrations/migrator.js';
import { testDatabaseUrl } from '../database.js';
import { openRedisDatabase } from '../jobs.js';
import { freePort } from '../servers/free-port.js';
import { waitFor } from '../wait-for.js';
import { noteLines } from './note-lines.js';
import { wordsOf } from './program.js';

/** One process of the fleet under test. */
export interface FleetProcess {
  readonly port: number;
  /** Where it shows metrics and the whole of its health. */
  readonly metricsPort: number;
  readonly child: ChildProcess;
  /** What it wrote; shown when a test fails. */
  output(): string;
  /** SIGTERM and wait; returns the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL and wait. */
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
}

/** A fleet of real processes on a database and a Redis of its own. */
export interface TestFleet {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly redis: Redis;
  readonly masterToken: string;
  readonly env: Readonly<Record<string, string>>;
  start(overrides?: Record<string, string>): Promise<FleetProcess>;
  script(name: string, args: readonly string[]): Promise<{ code: number; output: string }>;
  /** Runs a TypeScript file to its end in the fleet's environment. */
  run(file: string, args: readonly string[]): Promise<{ code: number; output: string }>;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Makes a database and empties a Redis database for one test; nothing runs yet. */
export async function openFleet(settings: Record<string, string>): Promise<TestFleet> {
  const { databaseUrl, drop } = await makeDatabase();
  const { url: redisUrl, redis } = await openRedisDatabase(9);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  // The server may cut a connection that is being closed when the database is dropped.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const processes = new Set<FleetProcess>();
  const masterToken = `rf_master_${randomBytes(12).toString('hex')}`;
  const env = {
    ...(process.env as Record<string, string>),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    APP_SECRET: 'a secret of the flow tests, long enough',
    MASTER_API_TOKEN: masterToken,
    LOG_LEVEL: 'warn',
    ...settings,
  };
  return {
    databaseUrl,
    redisUrl,
    redis,
    masterToken,
    env,
    start: async (overrides = {}) => {
      const started = await startProcess({ ...env, ...overrides });
      processes.add(started);
      return started;
    },
    script: (name, args) => runToEnd([...wordsOf(`scripts/${name}.ts`), ...args], env),
    run: (file, args) => runToEnd([...wordsOf(file), ...args], env),
    query: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query(sql, values as unknown[])).rows as Row[],
    close: async () => {
      await Promise.all([...processes].map((one) => one.kill()));
      await pool.end();
      redis.disconnect();
      await drop();
    },
  };
}

async function makeDatabase(): Promise<{ databaseUrl: string; drop(): Promise<void> }> {
  const name = `flow_${randomBytes(6).toString('hex')}`;
  const url = new URL(testDatabaseUrl());
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const migrator = await openMigrator(own.href);
  await migrator.up();
  await migrator.close();
  return { databaseUrl: own.href, drop: () => admin(`drop database ${name} with (force)`) };
}

async function startProcess(env: Record<string, string>): Promise<FleetProcess> {
  const port = env.PORT ? Number(env.PORT) : await freePort();
  const metricsPort = await freePort();
  const child = spawn(process.execPath, wordsOf('src/main.ts'), {
    env: { METRICS_PORT: `127.0.0.1:${metricsPort}`, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const note = (lines: string) => {
    text = (text + lines).slice(-100_000);
  };
  for (const stream of [child.stdout, child.stderr]) noteLines(stream, note);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  // Not 'exit': what it wrote last may come after that.
  const ended = once(child, 'close');
  const end = async (signal: NodeJS.Signals) => {
    if (!hasEnded()) child.kill(signal);
    await ended;
  };
  const isReady = async () => {
    if (hasEnded()) {
      await ended;
      throw new Error(`the process ended while it started:\n${text}`);
    }
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    return response?.ok;
  };
  await waitFor(isReady, { timeoutMs: 40_000, what: 'a process of the fleet is ready' }).catch(
    (error: unknown) => {
      child.kill('SIGKILL');
      throw new Error(`${String(error)}\n${text}`);
    },
  );
  return {
    port,
    metricsPort,
    child,
    output: () => text,
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

async function runToEnd(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) noteLines(stream, (lines) => (output += lines));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}
