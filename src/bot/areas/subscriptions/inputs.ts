import {
  normalizeSubscriptionName,
  renameSubscription,
} from '#services/subscriptions/change-own-subscription.js';
import type { Inputs } from '../../input.js';
import type { Screen } from '../../screen.js';
import { openRefusal } from '../shop/open/open-order.js';
import { openSubscription } from './open/open-subscription.js';

/** Most characters of a name. */
const mostName = 40;

/** What an owner types: the new name of a subscription. */
export const subscriptionInputs: Inputs<'rename'> = {
  rename: async (ctx, subscriptionId, typed): Promise<Screen> => {
    const { rename: texts } = ctx.voice.texts.subscriptions;
    const name = normalizeSubscriptionName(typed);
    const isTooLong = [...typed.trim()].length > mostName;
    if (name === undefined || isTooLong) {
      ctx.leave({ asked: { input: 'rename', about: subscriptionId } });
      return { text: isTooLong ? texts.tooLong : texts.empty };
    }
    const { tenant, tx, person } = ctx;
    const refused = await renameSubscription(tenant, tx, { userId: person.id, subscriptionId, name });
    if (refused) return openRefusal(ctx, refused);
    const notice = ctx.voice.say(texts.done, { name: ctx.voice.foreign(name) });
    return openSubscription(ctx, subscriptionId, notice);
  },
};
