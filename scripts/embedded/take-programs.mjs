import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledFlags } from '../build/node-flags.mjs';
import { sayStep, secondsSince } from './progress.mjs';
import { StartupError } from './startup-error.mjs';

/**
 * The directory with the compiled code of the sources as they are now, made when there is none; in `spare` where the
 * checkout cannot be written. Needs the packages. Throws StartupError when a source cannot be compiled.
 */
export async function takePrograms(root, spare) {
  const startedAt = performance.now();
  // The compiler is one of the packages, which a fresh clone does not have before this line.
  const { buildOnce } = await import('../build/build-once.mjs');
  try {
    const { directory, isNew } = await buildOnce(root, { spare });
    if (isNew) sayStep('Code', `compiled (${secondsSince(startedAt)})`);
    return directory;
  } catch (error) {
    throw error.name === 'BuildError' ? new StartupError(error.message, '') : error;
  }
}

/** What Node is told to run a file of the compiled code that `programs` holds; `file` is named as in the sources. */
export function argumentsFor(programs, file) {
  return [...compiledFlags, compiledFile(programs, file)];
}

/** Imports a file of the compiled code into this process; `file` is named as in the sources. */
export function importFrom(programs, file) {
  return import(pathToFileURL(compiledFile(programs, file)).href);
}

const compiledFile = (programs, file) => path.join(programs, file.replace(/\.ts$/, '.js'));
