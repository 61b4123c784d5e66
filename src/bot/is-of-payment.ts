import { findAction } from './areas.js';
import { readCallbackData } from './callback-data.js';
import type { BotContext } from './context.js';

/** Does the button belong to a payment that is under way? */
export function isOfPayment({ incoming }: Pick<BotContext, 'incoming'>): boolean {
  const data = incoming.kind === 'tap' ? readCallbackData(incoming.data) : undefined;
  return data !== undefined && findAction(data.action)?.isOfPayment === true;
}
