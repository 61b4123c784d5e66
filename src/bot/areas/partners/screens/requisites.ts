import type { Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Where the money of a payout shall go, in full, for who pays it. */
export const requisitesScreen = (
  voice: Voice,
  payout: { readonly id: string; readonly amountToman: number; readonly requisites: string },
): Screen => ({
  text: voice.say(voice.texts.partners.review.requisites, {
    number: voice.digits(payout.id),
    amount: voice.toman(payout.amountToman),
    requisites: payout.requisites,
  }),
});

/** They cannot be read any more. */
export const unreadableScreen = (voice: Voice, payoutId: string): Screen => ({
  text: voice.say(voice.texts.partners.review.unreadable, { number: voice.digits(payoutId) }),
});
