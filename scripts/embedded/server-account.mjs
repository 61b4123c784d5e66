import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StartupError } from './startup-error.mjs';

const OWN_ACCOUNT = 'remnafleet';
const READ_ANYWHERE = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];

/**
 * How PostgreSQL is run here, which refuses to be run by root: `home` is where its data live, `bin` where its programs
 * are, `run(program, args)` the command line and the spawn options.
 * 1. Not root: as the person who started us.
 * 2. Root: as the user postgres, else as a system user made for it, else as nobody.
 * 3. That user cannot reach the directory: with the right to read anywhere, else in a directory of /var/lib.
 */
export function chooseServerAccount({ home, bin, isRoot = process.getuid?.() === 0 }) {
  if (!isRoot) {
    fs.mkdirSync(home, { recursive: true, mode: 0o700 });
    return { home, bin, ids: null, note: '', run: (program, args) => plainCommand(bin, program, args) };
  }
  const ids = findAccount();
  own(home, ids);
  const direct = { home, bin, ids, note: '', run: (program, args) => plainCommand(bin, program, args, ids) };
  if (canReach(direct)) return direct;
  const reaching = { ...direct, run: (program, args) => reachingCommand(bin, program, args, ids) };
  if (canReach(reaching)) return reaching;
  return moveToSystemDirectory(direct, ids);
}

function plainCommand(bin, program, args, ids = {}) {
  return [path.resolve(bin, program), args, { ...ids, cwd: '/' }];
}

function reachingCommand(bin, program, args, { uid, gid }) {
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...READ_ANYWHERE];
  return ['setpriv', [...user, path.resolve(bin, program), ...args], { cwd: '/' }];
}

function canReach({ home, run }) {
  const isFine = ([command, args, options]) => spawnSync(command, args, options).status === 0;
  const writesHome = ['-c', 'cd "$1" && test -w .', 'sh', home];
  return isFine(run('postgres', ['--version'])) && isFine(run('/bin/sh', writesHome));
}

function moveToSystemDirectory({ home, bin }, ids) {
  const key = crypto.createHash('sha256').update(home).digest('hex').slice(0, 12);
  const root = '/var/lib/remnafleet';
  const moved = path.join(root, key);
  fs.mkdirSync(root, { recursive: true, mode: 0o755 });
  own(moved, ids);
  const note = `its data are in ${moved}, since its user cannot reach ${home}`;
  const here = { home: moved, bin, ids, note, run: (program, args) => plainCommand(bin, program, args, ids) };
  if (canReach(here)) return here;
  const copy = copyPrograms(bin, root);
  const result = { ...here, bin: copy, run: (program, args) => plainCommand(copy, program, args, ids) };
  if (canReach(result)) return result;
  throw new StartupError(
    `The user that PostgreSQL runs as can reach neither ${home} nor ${moved}.`,
    'Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function copyPrograms(bin, root) {
  const source = path.dirname(bin);
  const key = crypto.createHash('sha256').update(source).digest('hex').slice(0, 12);
  const target = path.join(root, `programs-${key}`);
  fs.cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  return path.join(target, path.basename(bin));
}

function own(directory, { uid, gid }) {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  fs.chownSync(directory, uid, gid);
}

function findAccount() {
  const found = idsOf('postgres') ?? idsOf(OWN_ACCOUNT) ?? makeAccount() ?? idsOf('nobody');
  if (found) return found;
  throw new StartupError(
    'PostgreSQL refuses to be run by root, and there is no other user here.',
    'Make a user named postgres, or run as an ordinary user, or set DATABASE_URL.',
  );
}

function makeAccount() {
  const args = [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/',
    '--shell',
    '/usr/sbin/nologin',
    OWN_ACCOUNT,
  ];
  spawnSync('useradd', args, { stdio: 'ignore' });
  return idsOf(OWN_ACCOUNT);
}

function idsOf(name) {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim(),
  );
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}
