import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A message with what stands behind its `==`. */
export interface Example {
  /** Bank and sender, or what it is about. */
  readonly head: string;
  /** What it must be read as. */
  readonly says: string;
  readonly text: string;
}

/** The examples of a file beside this one. */
export const readExamples = (file: string): readonly Example[] =>
  readFileSync(path.join(import.meta.dirname, file), 'utf8')
    .split(/^== /m)
    .slice(1)
    .map((block) => {
      const [first = '', ...lines] = block.trimEnd().split('\n');
      const colon = first.indexOf(': ');
      return { head: first.slice(0, colon), says: first.slice(colon + 2), text: lines.join('\n') };
    });
