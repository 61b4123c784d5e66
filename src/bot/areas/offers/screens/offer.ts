import type { OwnOffer } from '#services/personal-offers/read-offers.js';
import type { DiscountTerms, OfferTerms } from '#services/personal-offers/terms.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** How much comes off, and what off. */
export function discountLines(
  voice: Voice,
  terms: Pick<DiscountTerms, 'amountToman' | 'appliesTo' | 'percent' | 'planIds'>,
): string[] {
  const { terms: texts } = voice.texts.offers;
  const { percent, amountToman, appliesTo, planIds } = terms;
  return [
    percent === null
      ? voice.say(texts.sum, { amount: voice.toman(amountToman ?? 0) })
      : voice.say(texts.percent, { percent }),
    ...(appliesTo === 'any' ? [] : [texts[appliesTo]]),
    ...(planIds === null ? [] : [texts.somePlans]),
  ];
}

function termLines(voice: Voice, terms: OfferTerms): string[] {
  const { terms: texts } = voice.texts.offers;
  const hours = voice.count('hours', terms.holdsHours);
  return terms.kind === 'discount'
    ? [...discountLines(voice, terms), voice.say(texts.holds, { hours })]
    : [voice.say(texts.access, { hours })];
}

/** Title, words of the bot's admin, and what the offer is, which no admin words. */
export function offerText(voice: Voice, { title, words, terms, openUntil }: OwnOffer): string {
  const texts = voice.texts.offers;
  const until = voice.say(texts.terms.takeUntil, { time: voice.time(openUntil) });
  return paragraphs(
    voice.say(texts.named, { title: voice.own(title) || texts.kinds[terms.kind] }),
    voice.own(words),
    [...termLines(voice, terms), until].join('\n'),
  );
}

/** Takes an offer. */
export const takeButton = (voice: Voice, { id, button }: OwnOffer): Button =>
  tapButton(voice.own(button) || voice.texts.offers.buttons.take, 'take-offer', id);

/** What a person hears when something is offered to them. */
export const offerNotice = (voice: Voice, offer: OwnOffer): Screen => ({
  text: offerText(voice, offer),
  keyboard: [[takeButton(voice, offer)]],
});
