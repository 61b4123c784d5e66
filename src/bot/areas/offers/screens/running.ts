import type { OfferHints } from '#services/discounts/offer-hints.js';
import type { Discount } from '#services/discounts/read-discounts.js';
import type { Voice } from '../../../voice.js';

/** A discount that the person has, and until when. */
export function discountLine(voice: Voice, { percent, amountToman, validUntil }: Discount): string {
  const { running } = voice.texts.offers;
  const time = voice.time(validUntil);
  return percent === null
    ? voice.say(running.sum, { amount: voice.toman(amountToman), time })
    : voice.say(running.percent, { percent, time });
}

/** Until when servers are tried. */
export const accessLine = (voice: Voice, until: Date): string =>
  voice.say(voice.texts.offers.running.access, { time: voice.time(until) });

/** What the main menu says of what the person has off and tries; '': nothing. */
export function hintLines(voice: Voice, { discount, accessUntil }: OfferHints): string {
  const lines = [discount && discountLine(voice, discount), accessUntil && accessLine(voice, accessUntil)];
  return lines.filter(Boolean).join('\n');
}
