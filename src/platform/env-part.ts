import type { z } from 'zod';

/**
 * The variables of one area, declared beside what they are for, and what the process makes of them. `src/env/env.ts`
 * collects the parts; each variable is in one.
 */
export interface EnvPart<S extends z.ZodRawShape, E extends object> {
  /** By their names in the environment; `.env.example` is held against all parts by a test. */
  readonly variables: S;
  /** Throws EnvError where variables that are right each by itself do not go together. */
  readonly read: (values: z.output<z.ZodObject<S>>) => E;
}

/** Declares a part with its types. */
export const envPart = <S extends z.ZodRawShape, E extends object>(part: EnvPart<S, E>): EnvPart<S, E> =>
  part;

/** The environment is wrong; `message` has one line a variable, each with the cure. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}
