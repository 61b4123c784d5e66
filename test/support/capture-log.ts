import { setLogLevel } from '#platform/log.js';

/** What the process logged, parsed and as it was written. */
export interface CapturedLog {
  lines(): Record<string, unknown>[];
  text(): string;
  /** Gives the log back to the tests' usual level. */
  restore(): void;
}

/** Catches the log of this process from now on. */
export function captureLog(level = 'debug'): CapturedLog {
  const written: string[] = [];
  setLogLevel(level, { write: (line) => void written.push(line) });
  return {
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => written.join(''),
    restore: () => setLogLevel(process.env.LOG_LEVEL ?? 'silent'),
  };
}
