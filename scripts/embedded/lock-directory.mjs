import fs from 'node:fs';
import path from 'node:path';
import { StartupError, reasonOf } from './startup-error.mjs';
import { FAST_SHUTDOWN, endProcess, isRunning, ownRecord } from './processes.mjs';

/** Steps of the start-up have a name of their own each and end first. */
const STOP_ORDER = ['main', 'sandbox', 'redis', 'postgres'];

/**
 * Takes the directory for this process and keeps the list of the children that live on it.
 * Refuses when another live process has it; `leftovers` are the children of one that was killed.
 */
export function lockDirectory(directory, fileName = 'start.lock') {
  const file = path.join(directory, fileName);
  const state = { ...ownRecord(), children: {} };
  const leftovers = takeFile(file, state);
  const save = () => replaceFile(file, state);
  return {
    leftovers,
    remember(name, record) {
      state.children[name === 'step' ? `step.${record.pid}` : name] = record;
      save();
    },
    children: () => state.children,
    release: () => fs.rmSync(file, { force: true }),
  };
}

/** What the lock file of a directory says, or null when there is none that can be read. */
export function readLock(directory, fileName = 'start.lock') {
  return readRecord(path.join(directory, fileName));
}

/** Ends the children that a killed process left behind, each in the way it likes, in the right order. */
export async function endLeftovers(children) {
  const steps = Object.keys(children).filter((name) => !STOP_ORDER.includes(name));
  const alive = [...steps, ...STOP_ORDER].filter((name) => children[name] && isRunning(children[name]));
  for (const name of alive) {
    await endProcess(children[name], name === 'postgres' ? FAST_SHUTDOWN : {});
  }
  return alive;
}

function takeFile(file, state) {
  const draft = `${file}.${process.pid}`;
  writeDraft(draft, state);
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linkFile(draft, file)) return {};
      const leftovers = takeOver(file, draft);
      if (leftovers) return leftovers;
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  throw new StartupError(`${file} cannot be taken.`, 'Remove that file when nothing runs, then try again.');
}

function writeDraft(draft, state) {
  try {
    fs.writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  } catch (error) {
    throw new StartupError(
      `${path.dirname(draft)} cannot be written (${reasonOf(error)}).`,
      'Make it writable, make room on its disk, or name another directory: DATA_DIR for data, TMPDIR for the rest.',
    );
  }
}

function takeOver(file, draft) {
  const before = readRecord(file);
  if (before && isRunning(before)) {
    throw new StartupError(
      `Remnafleet is already running in ${path.dirname(file)} (process ${before.pid}).`,
      'Stop that one first, or set DATA_DIR to another directory.',
    );
  }
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return null;
  }
  const moved = readRecord(aside);
  const tookAnother = moved && isRunning(moved);
  if (tookAnother) linkFile(aside, file);
  fs.rmSync(aside, { force: true });
  if (tookAnother || !linkFile(draft, file)) return null;
  return moved?.children ?? {};
}

function linkFile(from, to) {
  for (const place of [fs.linkSync, copyExclusively]) {
    try {
      place(from, to);
      return true;
    } catch (error) {
      if (error.code === 'EEXIST') return false;
      const hasNoLinks = place === fs.linkSync && error.code !== 'ENOENT';
      if (!hasNoLinks) throw error;
    }
  }
  return false;
}

function copyExclusively(from, to) {
  fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
}

function replaceFile(file, state) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  fs.renameSync(draft, file);
}

function readRecord(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
