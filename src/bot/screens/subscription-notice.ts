import type { OwnSubscription } from '#services/own-subscriptions.js';
import { writeCallbackData } from '../callback-data.js';
import type { Voice } from '../voice.js';
import { inColumn, type Screen } from './screen.js';
import { nameOf } from './subscription-facts.js';

/** A subscription stopped working: its time is over, or its traffic is used up. */
export function subscriptionNotice(
  voice: Voice,
  { subscription, kind }: { readonly subscription: OwnSubscription; readonly kind: 'expired' | 'limited' },
): Screen {
  const { subscription: texts, buttons } = voice.texts;
  const { id } = subscription;
  return {
    text: voice.say(texts[kind], { subscription: nameOf(voice, subscription) }),
    keyboard: inColumn([
      kind === 'limited'
        ? { text: buttons.addTraffic, callback_data: writeCallbackData('add-traffic', id) }
        : undefined,
      { text: buttons.renewOrChange, callback_data: writeCallbackData('plans', `${id}.1`) },
      { text: buttons.subscription, callback_data: writeCallbackData('subscription', id) },
    ]),
  };
}
