import type { TelegramUpdate } from '#jobs/intake.js';
import { RetryableError } from '#platform/errors.js';

/** Is it an update: an object with a whole, non-negative `update_id`? What else is in it may be anything. */
export function isUpdate(value: unknown): value is TelegramUpdate {
  if (typeof value !== 'object' || value === null || !('update_id' in value)) return false;
  return Number.isSafeInteger(value.update_id) && Number(value.update_id) >= 0;
}

/**
 * Sorts what getUpdates answered: the updates, how many items were none, and the offset that confirms them.
 * Throws RetryableError('telegram.unavailable') when it is no list.
 */
export function readUpdates(result: unknown): {
  updates: TelegramUpdate[];
  malformed: number;
  nextOffset: number | undefined;
} {
  if (!Array.isArray(result))
    throw new RetryableError('telegram.unavailable', { context: { got: typeof result } });
  const updates = result.filter(isUpdate);
  const last = updates.reduce((highest, { update_id: id }) => Math.max(highest, id), -1);
  const nextOffset = last < 0 ? undefined : last + 1;
  return { updates, malformed: result.length - updates.length, nextOffset };
}
