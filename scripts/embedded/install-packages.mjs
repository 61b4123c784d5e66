import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lockDirectory, readLock } from './lock-directory.mjs';
import { isRunning, runCommand, waitUntil } from './processes.mjs';
import { sayStep, secondsSince, tellElapsed } from './progress.mjs';
import { StartupError } from './startup-error.mjs';

/** Installs the packages of package-lock.json when they are missing or others; two runs at once install once. */
export async function installPackages(root, onStart) {
  if (hasPackages(root)) return;
  const release = await takeInstallLock(root);
  try {
    if (!hasPackages(root)) await install(root, onStart);
  } finally {
    release();
  }
}

/** Whether node_modules holds every package of package-lock.json in its version; optional ones may be missing. */
export function hasPackages(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || entry.link) return true;
    const found = present[name];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.devOptional);
  });
}

/** Runs npm to its end: the npm that runs us, else the one on PATH. */
export function runNpm(args, options) {
  const script = process.env.npm_execpath;
  const isNpm = script && /npm-cli\.[cm]?js$/.test(script);
  return isNpm ? runCommand(process.execPath, [script, ...args], options) : runCommand('npm', args, options);
}

async function install(root, onStart) {
  const startedAt = performance.now();
  sayStep('Packages', 'installing with npm, which takes up to a few minutes the first time …');
  const stopTelling = tellElapsed('Packages', startedAt);
  const result = await runInstall({ cwd: root, onStart }).finally(stopTelling);
  if (!result.ok) throw installFault(result);
  sayStep('Packages', `installed (${secondsSince(startedAt)})`);
}

async function runInstall(options) {
  const flags = ['--include=dev', '--include=optional', '--no-progress'];
  const clean = await runNpm(['ci', ...flags], options);
  return clean.ok ? clean : runNpm(['install', ...flags], options);
}

function installFault({ output, error }) {
  if (error?.code === 'ENOENT') {
    return new StartupError(
      'npm is not on PATH.',
      'Install Node.js together with npm, then run the command again.',
    );
  }
  const lines = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line));
  const reason = lines.slice(0, 4).map((line) => line.replace(/^npm (error|ERR!)\s*/, ''));
  return new StartupError(
    `npm could not install the packages (${reason.join('; ') || output.trim().slice(-300)}).`,
    'Check the network and the npm registry, then run the command again.',
  );
}

async function takeInstallLock(root) {
  const key = crypto.createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = `remnafleet-install-${key}.lock`;
  const isFree = () => {
    const owner = readLock(os.tmpdir(), file);
    return !owner || !isRunning(owner);
  };
  if (!isFree()) sayStep('Packages', 'another run is installing them; waiting for it …');
  await waitUntil(isFree, 15 * 60_000, 500);
  return lockDirectory(os.tmpdir(), file).release;
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
