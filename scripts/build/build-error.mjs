/** Why there is no compiled code, in a line for people; `cure` is what they do about it. */
export class BuildError extends Error {
  constructor(problem, cure, cause) {
    super(`${problem} ${cure}`, { cause });
    this.name = 'BuildError';
  }
}
