import type { Writable } from 'node:stream';

/**
 * Lets what is written to a socket until `later` runs leave in one system call instead of one a write: those are what
 * small messages cost most. `later` is `process.nextTick` (what one callback writes) or `setImmediate` (what one turn of
 * the event loop writes).
 */
export function writeTogether(stream: Writable, later: (work: () => void) => unknown): void {
  const write = stream.write.bind(stream) as (...written: unknown[]) => boolean;
  let isHeld = false;
  const letGo = (): void => {
    isHeld = false;
    stream.uncork();
  };
  stream.write = (...written: unknown[]): boolean => {
    if (!isHeld) {
      isHeld = true;
      stream.cork();
      later(letGo);
    }
    return write(...written);
  };
}
