import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { waitFor } from '../wait-for.js';
import { freePort } from './free-port.js';

/** A PgBouncer in transaction mode before the tests' PostgreSQL. */
export interface PgBouncer {
  /** The same database through the pooler. */
  via(databaseUrl: string): string;
  pid(): number;
  /** SIGKILL and start again on the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts it with `poolSize` server connections a database, before the server of `databaseUrl`; fails when there is no
 * pgbouncer on PATH.
 */
export async function startPgBouncer(
  poolSize: number,
  databaseUrl = process.env.DATABASE_URL ?? '',
): Promise<PgBouncer> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'remnafleet-pgbouncer-'));
  const port = await freePort();
  const file = writeConfig(directory, { port, poolSize, databaseUrl });
  let child = await run(file, port);
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    pid: () => child.pid as number,
    via: (address) => {
      const url = new URL(address);
      url.host = `127.0.0.1:${port}`;
      return url.href;
    },
    restart: async () => {
      await end();
      child = await run(file, port);
    },
    close: async () => {
      await end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface Config {
  readonly port: number;
  readonly poolSize: number;
  readonly databaseUrl: string;
}

function writeConfig(directory: string, { port, poolSize, databaseUrl }: Config): string {
  const server = new URL(databaseUrl);
  const users = path.join(directory, 'users.txt');
  const [user, password] = [server.username, server.password].map(decodeURIComponent);
  writeFileSync(users, `"${user}" "${password}"\n`);
  const file = path.join(directory, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `* = host=${server.hostname} port=${server.port || '5432'}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${users}`,
    'pool_mode = transaction',
    `default_pool_size = ${poolSize}`,
    'max_client_conn = 1000',
    'server_login_retry = 1',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  // It refuses to run as root and reads its files as an ordinary user.
  chmodSync(directory, 0o755);
  return file;
}

async function run(file: string, port: number): Promise<ChildProcess> {
  const account = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('pgbouncer', ['-q', ...account, file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  await once(child, 'spawn').catch((error: unknown) => {
    throw new Error(`pgbouncer must be installed for this test (${String(error)})`);
  });
  const answers = () => {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended while it started:\n${said}`);
    return isOpen(port);
  };
  await waitFor(answers, { timeoutMs: 10_000, what: 'pgbouncer listening' });
  return child;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
