import { enqueue } from '#jobs/enqueue.js';
import type { BotContext } from '../../../context.js';

/** Where the answer of the panel is shown: in place of the tapped message; nowhere when that cannot be edited. */
const placeOf = ({ incoming, settings }: BotContext) =>
  incoming.kind === 'tap' && incoming.messageId !== undefined
    ? { chat_id: incoming.chatId, message_id: incoming.messageId, of: settings.telegramBotId }
    : {};

/** Enqueues a look at the panel. The subscription must be the person's own. */
export const enqueueLook = (
  ctx: BotContext,
  subscriptionId: string,
  view: 'detail' | 'devices',
): Promise<void> =>
  enqueue(ctx.tenant, 'subscription.look', { subscription_id: subscriptionId, view, ...placeOf(ctx) });

/** Enqueues the removal of a device of the person's own subscription, by its key; without one, of all. */
export const enqueueDeviceRemoval = (
  ctx: BotContext,
  subscriptionId: string,
  device?: string,
): Promise<void> =>
  enqueue(ctx.tenant, 'subscription.remove-devices', {
    subscription_id: subscriptionId,
    ...(device !== undefined && { device }),
    ...placeOf(ctx),
  });
