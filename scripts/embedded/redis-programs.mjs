import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { runNpm } from './install-packages.mjs';
import { runCommand } from './processes.mjs';
import { sayStep } from './progress.mjs';
import { StartupError } from './startup-error.mjs';

const OLDEST = [6, 2];
const JS_SERVER = 'js-redis-server@0.3.0';

/**
 * The Redis to use: redis-server or valkey-server of the machine, else Debian's package when it may be installed, else
 * the in-memory stand-in from npm. `kind` is `server` or `memory`.
 */
export async function findRedisProgram({ root, env = process.env, onStart }) {
  const found = findServer(env) ?? (await installServer(env, onStart));
  return found ?? { kind: 'memory', module: await installMemoryServer(root, onStart) };
}

function findServer(env) {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const directory of [
      ...(env.PATH ?? '').split(path.delimiter).filter(Boolean),
      '/usr/sbin',
      '/usr/local/bin',
    ]) {
      const program = path.join(directory, name);
      const version = versionOf(program);
      if (version && !isOlder(version)) return { kind: 'server', program, version: version.join('.'), name };
    }
  }
  return null;
}

function versionOf(program) {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const match = /v=(\d+)\.(\d+)\.(\d+)/.exec(stdout ?? '');
  return match ? match.slice(1).map(Number) : null;
}

function isOlder([major, minor]) {
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

async function installServer(env, onStart) {
  const prefix = rightToInstall();
  if (!prefix) return null;
  sayStep(
    'Redis',
    'no redis-server or valkey-server here: installing the package redis-server with apt-get …',
  );
  const apt = (...args) => {
    const command = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    return runCommand(command[0], command.slice(1), { onStart });
  };
  const install = () =>
    apt('install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=60', 'redis-server');
  const first = await install();
  if (!first.ok) {
    await apt('update');
    await install();
  }
  const found = findServer(env);
  if (!found) sayStep('Redis', 'apt-get could not install it.');
  return found;
}

function rightToInstall() {
  if (spawnSync('apt-get', ['--version']).status !== 0) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
}

async function installMemoryServer(root, onStart) {
  const present = resolveMemoryServer(root);
  if (present) return present;
  sayStep('Redis', `fetching ${JS_SERVER} from npm …`);
  const args = ['install', '--no-save', '--force', '--no-progress', JS_SERVER];
  const result = await runNpm(args, { cwd: root, onStart });
  const installed = resolveMemoryServer(root);
  if (result.ok && installed) return installed;
  throw new StartupError(
    `There is no Redis ${OLDEST.join('.')} or newer here, and it could not be installed.`,
    'Install redis-server or valkey-server (Debian, Ubuntu: apt-get install redis-server), or set REDIS_URL.',
  );
}

/** Node remembers for ever that a package was missing, so it is asked only once the package is there. */
function resolveMemoryServer(root) {
  if (!fs.existsSync(path.join(root, 'node_modules', 'js-redis-server', 'package.json'))) return null;
  try {
    return createRequire(path.join(root, 'package.json')).resolve('js-redis-server');
  } catch {
    return null;
  }
}
