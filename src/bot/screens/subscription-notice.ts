import type { OwnSubscription } from '#services/own-subscriptions.js';
import { writeCallbackData } from '../callback-data.js';
import type { Voice } from '../voice.js';
import { inColumn, type Screen } from './screen.js';
import { nameOf } from './subscription-facts.js';

/** What became of a subscription: its time is over, its traffic is used up, or traffic flows again. */
export type SubscriptionEvent = 'expired' | 'flowing' | 'limited';

/** Tells of it, with the ways on. */
export function subscriptionNotice(
  voice: Voice,
  { subscription, kind }: { readonly subscription: OwnSubscription; readonly kind: SubscriptionEvent },
): Screen {
  const { subscription: texts, buttons } = voice.texts;
  const { id } = subscription;
  return {
    text: voice.say(texts[kind], { subscription: nameOf(voice, subscription) }),
    keyboard: inColumn([
      kind === 'limited'
        ? { text: buttons.addTraffic, callback_data: writeCallbackData('add-traffic', id) }
        : undefined,
      kind === 'flowing'
        ? undefined
        : { text: buttons.renewOrChange, callback_data: writeCallbackData('plans', `${id}.1`) },
      { text: buttons.subscription, callback_data: writeCallbackData('subscription', id) },
    ]),
  };
}
