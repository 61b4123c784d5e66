import type { Taken } from '#services/personal-offers/take-offer.js';
import type { OwnOffer } from '#services/personal-offers/read-offers.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { discountLines } from './offer.js';
import { accessLine, discountLine } from './running.js';

/** What the person has now, and where it is used. */
export function offerTaken(
  voice: Voice,
  taken: Extract<Taken, { readonly until: Date }>,
  { canBuy }: { readonly canBuy: boolean },
): Screen {
  const { offers, notices, shop, subscriptions } = voice.texts;
  if (taken.kind === 'test_access')
    return {
      text: paragraphs(offers.taken.access, accessLine(voice, taken.until)),
      keyboard: [
        [tapButton(subscriptions.buttons.subscription, 'subscription', taken.subscriptionId)],
        [menuButton(voice)],
      ],
    };
  const [, ...conditions] = discountLines(voice, taken.terms);
  const held = { ...taken.terms, id: '', validUntil: taken.until };
  return {
    text: paragraphs(
      offers.taken.discount,
      [discountLine(voice, held), ...conditions].join('\n'),
      canBuy && notices.words.discounted,
    ),
    keyboard: [...(canBuy ? [[tapButton(shop.buttons.buy, 'plans')]] : []), [menuButton(voice)]],
  };
}

/** Servers cannot be tried yet: nothing runs. */
export function lacksSubscription(
  voice: Voice,
  { openUntil }: Pick<OwnOffer, 'openUntil'>,
  { canBuy }: { readonly canBuy: boolean },
): Screen {
  const { offers, shop } = voice.texts;
  return {
    text: voice.say(offers.noSubscription, { time: voice.time(openUntil) }),
    keyboard: [...(canBuy ? [[tapButton(shop.buttons.buy, 'plans')]] : []), [menuButton(voice)]],
  };
}
