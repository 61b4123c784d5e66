import type { Discount } from '#services/discounts/read-discounts.js';
import type { OwnAccess, OwnOffer } from '#services/personal-offers/read-offers.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { discountLines, offerText, takeButton } from './offer.js';
import { accessLine, discountLine } from './running.js';

/** What a person has of offers. */
export interface OwnOffersView {
  /** What can be taken. */
  readonly open: readonly OwnOffer[];
  /** Discounts that hold, whatever they were given for. */
  readonly discounts: readonly Discount[];
  readonly accesses: readonly OwnAccess[];
  /** Is there anything to buy? */
  readonly canBuy: boolean;
}

/** So many discounts are shown, those that end first. */
const most = 10;

function discountText(voice: Voice, discount: Discount): string {
  const [, ...conditions] = discountLines(voice, discount);
  return [discountLine(voice, discount), ...conditions].join('\n');
}

/** What a person can take, has off, and tries. */
export function ownOffers(voice: Voice, { open, discounts, accesses, canBuy }: OwnOffersView): Screen {
  const { offers, shop, subscriptions } = voice.texts;
  const isEmpty = open.length + discounts.length + accesses.length === 0;
  const tried: Button[] = accesses.map(({ subscriptionId }) =>
    tapButton(subscriptions.buttons.subscription, 'subscription', subscriptionId),
  );
  return {
    text: paragraphs(
      `<b>${offers.title}</b>`,
      ...open.map((offer) => offerText(voice, offer)),
      ...discounts.slice(0, most).map((discount) => discountText(voice, discount)),
      ...accesses.map(({ until }) => accessLine(voice, until)),
      isEmpty && offers.none,
    ),
    keyboard: [
      ...open.map((offer) => [takeButton(voice, offer)]),
      ...(canBuy && discounts.length > 0 ? [[tapButton(shop.buttons.renewOrChange, 'plans')]] : []),
      ...tried.map((button) => [button]),
      [menuButton(voice)],
    ],
  };
}
