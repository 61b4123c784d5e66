import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** What runs in production: the fleet, its migrations, and the operators' scripts (those that lie in scripts itself). */
export const SHIPPED = [
  { folder: 'src', isDeep: true },
  { folder: 'migrations', isDeep: true },
  { folder: 'scripts', isDeep: false, ending: '.ts' },
];
/** What runs on a machine with a checkout: that and the sandbox, the benches, chaos, and what they take from the tests. */
export const WHOLE = [
  ...SHIPPED.filter(({ isDeep }) => isDeep),
  { folder: 'scripts', isDeep: true },
  { folder: 'test/support', isDeep: true },
  { folder: 'test/factories', isDeep: true },
];

/** The files of these folders as they are now, by name: `file` from the root on, `content` as bytes. */
export async function readSources(root, folders) {
  const names = (await Promise.all(folders.map((one) => listFiles(root, one)))).flat().sort();
  return Promise.all(names.map(async (file) => ({ file, content: await readFile(path.join(root, file)) })));
}

/** Tells one state of the sources from every other; `circumstances` are what else decides about the outcome. */
export function fingerprint(sources, circumstances) {
  const hash = createHash('sha256').update(JSON.stringify(circumstances));
  for (const { file, content } of sources) hash.update(`\n${file} ${content.length}\n`).update(content);
  return hash.digest('hex').slice(0, 20);
}

async function listFiles(root, { folder, isDeep, ending = '' }) {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true, recursive: isDeep });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !/^\.|\.md$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((name) => name.split(path.sep).join('/'));
}
