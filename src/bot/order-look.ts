import { enqueue } from '#jobs/enqueue.js';
import type { BotContext } from './context.js';

/** Where the answer of the panel is shown: in place of the tapped message; nowhere when that cannot be edited. */
const placeOf = ({ incoming }: BotContext) =>
  incoming.kind === 'tap' && incoming.messageId !== undefined
    ? { chat_id: incoming.chatId, message_id: incoming.messageId }
    : {};

/** Orders a look at the panel. The subscription must be the person's own. */
export const orderLook = (
  ctx: BotContext,
  subscriptionId: string,
  view: 'detail' | 'devices',
): Promise<void> =>
  enqueue(ctx.tenant, 'subscription.look', { subscription_id: subscriptionId, view, ...placeOf(ctx) });

/** Orders the removal of a device of the person's own subscription, by its key; without one, of all. */
export const orderRemoval = (ctx: BotContext, subscriptionId: string, device?: string): Promise<void> =>
  enqueue(ctx.tenant, 'subscription.remove-devices', {
    subscription_id: subscriptionId,
    ...(device !== undefined && { device }),
    ...placeOf(ctx),
  });
