import type { ActionName } from './areas.js';

/** What a button of ours brings back: which action, and at most one argument. */
export interface CallbackData {
  readonly action: string;
  readonly argument: string;
}

const shape = /^(?=.{1,64}$)([a-z][a-z-]{0,23})(?::([\w.-]+))?$/;

/** Writes a button's data as `action:argument`, at most 64 bytes; throws when it could not be read back. */
export function writeCallbackData(action: ActionName, argument = ''): string {
  const data = argument ? `${action}:${argument}` : action;
  if (!shape.test(data)) throw new Error(`"${data}" cannot be the data of a button`);
  return data;
}

/** Reads a button's data, which anybody may have made up; undefined when it was never ours. */
export function readCallbackData(data: string | undefined): CallbackData | undefined {
  const [, action, argument = ''] = shape.exec(data ?? '') ?? [];
  return action ? { action, argument } : undefined;
}
