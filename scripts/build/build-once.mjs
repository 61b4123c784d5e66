import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stop } from 'esbuild';
import { BuildError } from './build-error.mjs';
import { CIRCUMSTANCES, compile } from './compile.mjs';
import { WHOLE, fingerprint, readSources } from './read-sources.mjs';

/** What was written, with the bytes of each file; a build without it, or with a file that has others, is none. */
const LIST = 'build.json';
const DRAFT = '.draft-';
const DRAFT_MS = 10 * 60_000;
const MOST_KEPT = 5;
const IN_USE_MS = 60 * 60_000;
const HOME_FAULTS = ['EACCES', 'EDQUOT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'];

/**
 * The directory with compiled code of the sources as they are now: `src/main.js` and so on, its packages included. It is
 * made when these very sources have none yet, in `.build` of the checkout, or in `build` of the directory `spare` where
 * that cannot be written. It never changes; later sources get another one. `isNew` says whether this call made it.
 * Safe in several processes at once, and after a kill at any line. Throws BuildError.
 */
export async function buildOnce(root, { spare } = {}) {
  const sources = await readSources(root, WHOLE);
  const name = fingerprint(sources, { ...CIRCUMSTANCES, root });
  const homes = [path.join(root, '.build'), ...(spare ? [path.join(spare, 'build')] : [])];
  const present = homes.map((home) => path.join(home, name)).find(isWhole);
  if (present) {
    // Tells the next builds that this one is in use; a directory of another owner stays as it is.
    await utimes(present, new Date(), new Date()).catch(() => {});
    return { directory: present, isNew: false };
  }
  const reasons = [];
  for (const home of homes) {
    try {
      return { directory: await makeIn(home, { root, name, sources }), isNew: true };
    } catch (error) {
      if (!HOME_FAULTS.includes(error.code)) throw error;
      reasons.push(`${home}: ${error.code}`);
    }
  }
  const cure = 'Make that writable and make room on its disk, then start again.';
  throw new BuildError(`The compiled code cannot be written (${reasons.join('; ')}).`, cure);
}

async function makeIn(home, { root, name, sources }) {
  await mkdir(home).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  // Not mkdtemp: its directories are closed to other users, who may run what is made here.
  const draft = path.join(home, `${DRAFT}${randomUUID()}`);
  const directory = path.join(home, name);
  try {
    await mkdir(draft);
    const bytes = await compile(sources, { root, directory: draft, place: directory });
    await symlink(path.join(root, 'node_modules'), path.join(draft, 'node_modules'));
    await writeFile(path.join(draft, LIST), JSON.stringify(bytes));
    await place(draft, directory);
  } finally {
    await stop();
    await rm(draft, { recursive: true, force: true });
  }
  await tidy(home);
  return directory;
}

/** Another process may have been faster, which is as good; a build that lost files, to a power cut say, makes way. */
async function place(draft, directory) {
  for (;;) {
    try {
      return await rename(draft, directory);
    } catch (error) {
      if (!['EEXIST', 'ENOTEMPTY'].includes(error.code)) throw error;
    }
    if (isWhole(directory)) return;
    await discard(directory);
  }
}

function isWhole(directory) {
  try {
    const bytes = JSON.parse(readFileSync(path.join(directory, LIST), 'utf8'));
    const isThere = ([file, size]) => statSync(path.join(directory, file)).size === size;
    return Object.entries(bytes).every(isThere) && existsSync(path.join(directory, 'node_modules'));
  } catch {
    return false;
  }
}

/** Removes what killed runs left behind, and builds that nobody has asked for lately. */
async function tidy(home) {
  const ages = await Promise.all((await readdir(home)).map((name) => ageOf(home, name)));
  const known = ages.filter(({ ms }) => ms !== null).sort((a, b) => a.ms - b.ms);
  const drafts = known.filter(({ name, ms }) => name.startsWith(DRAFT) && ms > DRAFT_MS);
  const builds = known.filter(({ name }) => !name.startsWith(DRAFT));
  const unused = builds.slice(MOST_KEPT).filter(({ ms }) => ms > IN_USE_MS);
  for (const { name } of [...drafts, ...unused]) await discard(path.join(home, name));
}

async function ageOf(home, name) {
  const found = await stat(path.join(home, name)).catch(() => null);
  return { name, ms: found ? Date.now() - found.mtimeMs : null };
}

/** It is gone at once for everybody else, before its files are removed one by one. */
async function discard(directory) {
  const aside = path.join(path.dirname(directory), `${DRAFT}${randomUUID()}`);
  await rename(directory, aside).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rm(aside, { recursive: true, force: true });
}
