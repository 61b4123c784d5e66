import fs from 'node:fs';
import path from 'node:path';
import { findFreePort } from './choose-port.mjs';
import { findPostgresPrograms, readDatabaseMajor } from './postgres-programs.mjs';
import { FAST_SHUTDOWN, endProcess, isRunning, runCommand, startChild, waitUntil } from './processes.mjs';
import { chooseServerAccount } from './server-account.mjs';
import { faultFromLog, openLog } from './server-log.mjs';
import { StartupError } from './startup-error.mjs';

const LOGIN = 'remnafleet';
const START_LIMIT_MS = 120_000;
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the PostgreSQL of a directory and answers its port, its version, `urlOf(database)` and `stop()`; the directory
 * is made when it is not there. `onStart` gets the process to remember before anything can go wrong with it.
 */
export async function startPostgres({ directory, password, durable = true, onStart }) {
  const home = path.join(directory, 'postgres');
  const account = prepareAccount(home);
  const cluster = path.join(account.home, 'cluster');
  await makeCluster({ account, cluster, password, durable, onStart });
  const server = await launch({ account, cluster, directory, durable, onStart });
  const urlOf = (database) =>
    `postgres://${LOGIN}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${database}`;
  return {
    ...server,
    major: account.major,
    note: account.note,
    urlOf,
    makeDatabase: (name) => makeDatabase(urlOf, name),
  };
}

/** Whether a directory already holds a database of ours. */
export function hasCluster(directory) {
  return fs.existsSync(path.join(directory, 'postgres', 'cluster', 'PG_VERSION'));
}

function prepareAccount(home) {
  const existing = readDatabaseMajor(path.join(home, 'cluster'));
  const { directory, major } = findPostgresPrograms(existing);
  const account = { ...chooseServerAccount({ home, bin: directory }), major };
  const moved = account.home === home ? null : readDatabaseMajor(path.join(account.home, 'cluster'));
  if (moved && moved !== major) findPostgresPrograms(moved);
  return account;
}

async function makeCluster({ account, cluster, password, durable, onStart }) {
  if (fs.existsSync(cluster)) return;
  const draft = `${cluster}.new`;
  const passwordFile = path.join(account.home, 'password.new');
  fs.rmSync(draft, { recursive: true, force: true });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.ids) fs.chownSync(passwordFile, account.ids.uid, account.ids.gid);
  const args = [
    '-D',
    draft,
    '-U',
    LOGIN,
    '--encoding=UTF8',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
  ];
  if (!durable) args.push('--no-sync');
  try {
    let result = await runAs(account, 'initdb', [...args, '--locale=C.UTF-8'], onStart);
    if (/invalid locale name/.test(result.output))
      result = await runAs(account, 'initdb', [...args, '--locale=C'], onStart);
    if (!result.ok) throw initFault(result);
    fs.renameSync(draft, cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

function runAs(account, program, args, onStart) {
  const [command, argv, options] = account.run(program, args);
  const note = (record) => onStart?.('step', record);
  return runCommand(command, argv, { ...options, env: serverEnv(), onStart: note });
}

function initFault({ output, error }) {
  const line = output.split('\n').find((text) => /error|fatal|could not/i.test(text));
  const reason = line ?? error?.message ?? output.trim().slice(-200);
  return new StartupError(
    `PostgreSQL could not make its database (${reason.trim()}).`,
    'Mend that, or set DATABASE_URL to a PostgreSQL server.',
  );
}

async function launch({ account, cluster, directory, durable, onStart }) {
  const log = openLog(directory, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const server = await launchOn({ account, cluster, durable, onStart, log, port });
    if (server) return server;
    const isPortTaken = /could not bind|Address already in use/.test(log.read());
    if (!isPortTaken || attempt === 3)
      throw faultFromLog('PostgreSQL', log, /(FATAL|PANIC):\s*(?<reason>.*)/);
  }
}

async function launchOn({ account, cluster, durable, onStart, log, port }) {
  const settings = { ...SETTINGS, ...(durable ? DURABLE : FAST), port: String(port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args, options] = account.run('postgres', ['-D', cluster, ...flags]);
  const stdio = ['ignore', log.fd, log.fd];
  const { record, exited } = startChild(command, args, { ...options, env: serverEnv(), stdio });
  onStart?.('postgres', record);
  const isSettled = () => !isRunning(record) || isReady(cluster, record);
  await waitUntil(isSettled, START_LIMIT_MS);
  if (!isReady(cluster, record)) {
    await endProcess(record, FAST_SHUTDOWN);
    return null;
  }
  return {
    port,
    record,
    exited,
    stop: (graceMs = 8000) => endProcess(record, { ...FAST_SHUTDOWN, graceMs }),
  };
}

function isReady(cluster, record) {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === record.pid && lines[7]?.trim() === 'ready' && isRunning(record);
  } catch {
    return false;
  }
}

async function makeDatabase(urlOf, name) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    throw loginFault(error);
  } finally {
    await client.end();
  }
  return urlOf(name);
}

function loginFault(error) {
  const isPassword = error.code === '28P01';
  return new StartupError(
    isPassword
      ? 'The database in DATA_DIR has another password than secrets.json.'
      : `PostgreSQL: ${error.message}.`,
    isPassword
      ? 'Put back the secrets.json that was made with it.'
      : 'See postgres.log in the log folder of DATA_DIR.',
  );
}

function serverEnv() {
  return { PATH: process.env.PATH, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
}
