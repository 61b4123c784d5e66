import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { writeCallbackData } from '../../../callback-data.js';
import type { Voice } from '../../../voice.js';
import { inRows, type Screen } from '../../../screen.js';
import { copyButton } from './link-buttons.js';
import { nameOf } from './subscription-facts.js';

/** The words below the QR code of a subscription's link. */
export const qrCaption = (voice: Voice, subscription: OwnSubscription): Screen => ({
  text: voice.say(voice.texts.qr.caption, { subscription: nameOf(voice, subscription) }),
  keyboard: inRows([
    copyButton(voice, subscription.link),
    {
      text: voice.texts.buttons.subscription,
      callback_data: writeCallbackData('subscription', subscription.id),
    },
  ]),
});
