import type { Actions } from '../../../action.js';
import { openSubscription, openSubscriptions, withSubscription } from '../open/open-subscription.js';
import { qrCaption } from '../screens/qr-caption.js';

/** What shows the person's subscriptions. */
export const viewingActions: Actions<'qr' | 'subscription' | 'subscriptions'> = {
  subscriptions: {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, argument) => openSubscriptions(ctx, argument === 'all'),
  },
  subscription: { isForRegistered: true, staysOpen: true, run: (ctx, id) => openSubscription(ctx, id) },
  qr: {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx, id) => {
      let isSent = false;
      const screen = await withSubscription(ctx, id, (subscription) => {
        const caption = qrCaption(ctx.voice, subscription);
        if (subscription.link === null) ctx.answer(ctx.voice.texts.subscriptions.alerts.noLinkYet, true);
        else ctx.sendQr(subscription.link, caption);
        isSent = true;
        return caption;
      });
      return isSent ? 'nothing' : screen;
    },
  },
};
