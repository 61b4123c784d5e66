import { findAction } from '../../areas.js';
import { readCallbackData } from '../../callback-data.js';
import type { Encounter } from '../../context.js';

/** Channels that are for a trial or for buying alone. */
export type Purpose = 'purchase' | 'trial';

/** What a channel may be for in this update, beside using the bot; undefined: nothing. */
export function purposeOf(incoming: Encounter['incoming']): Purpose | undefined {
  const data = incoming.kind === 'tap' ? readCallbackData(incoming.data) : undefined;
  if (!data) return undefined;
  // Who says that they have joined says it of what they were asked for.
  if (data.action === 'joined') return readPurpose(data.argument);
  return findAction(data.action)?.purpose;
}

/** What the button "I have joined" says of what it was asked for. */
export const readPurpose = (argument: string): Purpose | undefined =>
  argument === 'purchase' || argument === 'trial' ? argument : undefined;
