/** A fault that a person can mend: one line that says what is wrong and what cures it. */
export class StartupError extends Error {
  constructor(problem, cure) {
    super(`${problem} ${cure}`.trim());
    this.name = 'StartupError';
  }
}

/** Says a fault on stderr: one line for a known one, the stack as well for one that nobody foresaw. */
export function sayFault(error) {
  const known = error instanceof StartupError;
  process.stderr.write(`\n✗ ${known ? error.message : `Unexpected fault: ${error?.stack ?? error}`}\n`);
}

/** The text of any thrown value, for a line that quotes it. */
export function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
