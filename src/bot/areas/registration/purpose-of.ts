import { findAction } from '../../areas.js';
import { readCallbackData } from '../../callback-data.js';
import type { Encounter } from '../../context.js';
import { readPurpose, type Purpose } from './read-purpose.js';

/** What a channel may be for in this update, beside using the bot; undefined: nothing. */
export function purposeOf(incoming: Encounter['incoming']): Purpose | undefined {
  const data = incoming.kind === 'tap' ? readCallbackData(incoming.data) : undefined;
  if (!data) return undefined;
  // Who says that they have joined says it of what they were asked for.
  if (data.action === 'joined') return readPurpose(data.argument);
  return findAction(data.action)?.purpose;
}
