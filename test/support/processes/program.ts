import path from 'node:path';

/** What Node is told to run compiled code. */
export const { compiledFlags } = (await import('../../../scripts/build/node-flags.mjs' as string)) as {
  compiledFlags: readonly string[];
};
const root = path.resolve(import.meta.dirname, '../../..');
const isCompiled = import.meta.filename.endsWith('.js');

/** How Node runs a program of ours: what it is told before the file, and the file. */
export interface Program {
  readonly flags: string[];
  readonly file: string;
}

/**
 * A program of the project, named from the root on as in the sources (`src/main.ts`), in the form in which this very
 * process runs: a bench is compiled and starts compiled processes, a test starts those of the sources.
 */
export function programOf(source: string): Program {
  const file = path.join(root, source);
  return isCompiled
    ? { flags: [...compiledFlags], file: file.replace(/\.ts$/, '.js') }
    : { flags: ['--import', 'tsx', '--conditions=source'], file };
}

/** The same as the words of a command line. */
export function wordsOf(source: string): string[] {
  const { flags, file } = programOf(source);
  return [...flags, file];
}
