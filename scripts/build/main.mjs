import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.mjs';
import { SHIPPED, readSources } from './read-sources.mjs';

// `npm run build`: what the production image holds, compiled to dist (or to the directory that the argument names).
const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = path.resolve(process.argv[2] ?? path.join(root, 'dist'));

try {
  const draft = `${directory}.draft-${randomUUID()}`;
  try {
    await mkdir(draft);
    await compile(await readSources(root, SHIPPED), { root, directory: draft, place: directory });
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
} catch (error) {
  process.stderr.write(`build: ${error.name === 'BuildError' ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
