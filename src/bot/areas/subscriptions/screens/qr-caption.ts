import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inRows, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { copyButton } from './link-buttons.js';
import { nameOf } from './subscription-facts.js';

/** The words below the QR code of a subscription's link. */
export const qrCaption = (voice: Voice, subscription: OwnSubscription): Screen => ({
  text: voice.say(voice.texts.subscriptions.qr.caption, { subscription: nameOf(voice, subscription) }),
  keyboard: inRows([
    copyButton(voice, subscription.link),
    tapButton(voice.texts.subscriptions.buttons.subscription, 'subscription', subscription.id),
  ]),
});
