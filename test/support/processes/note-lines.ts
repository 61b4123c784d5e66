import type { Readable } from 'node:stream';

/** Gives what a process writes to `note` in whole lines, so that what it says on two streams stays apart; the rest at its end. */
export function noteLines(stream: Readable, note: (lines: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    const end = part.lastIndexOf('\n') + 1;
    if (end > 0) note(rest + part.slice(0, end));
    rest = end > 0 ? part.slice(end) : rest + part;
  });
  stream.on('end', () => rest && note(rest));
}
