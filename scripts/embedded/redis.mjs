import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './choose-port.mjs';
import { endProcess, isRunning, startChild, waitUntil } from './processes.mjs';
import { findRedisProgram } from './redis-programs.mjs';
import { faultFromLog, openLog } from './server-log.mjs';

const START_LIMIT_MS = 120_000;
const MEMORY_SERVER = fileURLToPath(new URL('./memory-redis.mjs', import.meta.url));

/**
 * Starts the Redis of a directory (append-only file once a second when durable, never evicting) and answers its URL,
 * its version and `stop()`. `isInMemory` says that the stand-in from npm had to do.
 */
export async function startRedis({ root, directory, folder = 'redis', password, durable = true, onStart }) {
  const note = (record) => onStart?.('step', record);
  const program = await findRedisProgram({ root, onStart: note });
  const home = path.join(directory, folder);
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  const log = openLog(directory, 'redis.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const command = commandOf({ program, home, port, password, durable });
    const server = await launch({ command, log, port, password, onStart });
    if (server) return { ...server, url: urlOf(port, password), ...describe(program) };
    if (!/Address already in use/.test(log.read()) || attempt === 3) {
      throw faultFromLog('Redis', log, /(#|FATAL|Fatal)\s*(?<reason>.*)/);
    }
  }
}

function commandOf({ program, home, port, password, durable }) {
  if (program.kind === 'memory') {
    const env = { ...process.env, MEMORY_REDIS_PASSWORD: password };
    return { command: process.execPath, args: [MEMORY_SERVER, program.module, String(port)], env };
  }
  const file = path.join(home, 'redis.conf');
  fs.writeFileSync(file, configOf({ home, port, password, durable }), { mode: 0o600 });
  return { command: program.program, args: [file] };
}

function configOf({ home, port, password, durable }) {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(home)}`,
    'daemonize no',
    'maxmemory-policy noeviction',
    'save ""',
    `appendonly ${durable ? 'yes' : 'no'}`,
    'appendfsync everysec',
    'tcp-backlog 128',
  ];
  return `${lines.join('\n')}\n`;
}

async function launch({ command, log, port, password, onStart }) {
  const stdio = ['ignore', log.fd, log.fd];
  const { record, exited } = startChild(command.command, command.args, { stdio, cwd: '/', env: command.env });
  onStart?.('redis', record);
  const state = { isReady: false };
  await waitUntil(async () => {
    state.isReady = await answersPing(port, password);
    return state.isReady || !isRunning(record);
  }, START_LIMIT_MS);
  if (!state.isReady || !isRunning(record)) {
    await endProcess(record);
    return null;
  }
  return { port, record, exited, stop: (graceMs = 8000) => endProcess(record, { graceMs }) };
}

function answersPing(port, password) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const finish = (result) => {
      socket.destroy();
      resolve(result);
    };
    const state = { text: '' };
    socket.setTimeout(1000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      state.text += chunk;
      if (state.text.includes('+PONG')) finish(true);
      else if (/-LOADING|-WRONGPASS/.test(state.text)) finish(false);
    });
  });
}

function urlOf(port, password) {
  return `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}/0`;
}

function describe({ kind, name, version }) {
  if (kind === 'memory') return { isInMemory: true, title: 'js-redis-server' };
  return { isInMemory: false, title: `${name === 'valkey-server' ? 'Valkey' : 'Redis'} ${version}` };
}
