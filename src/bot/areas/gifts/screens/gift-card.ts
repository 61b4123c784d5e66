import type { OwnGift } from '#services/gifts/own-gifts.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { giftLink, soldValues } from './gift-words.js';

/** A gift with what its card says besides. */
export interface CardView {
  readonly gift: OwnGift;
  readonly giver: { readonly firstName: string; readonly lastName?: string | null | undefined };
  /** User name of the bot. */
  readonly username: string;
}

/** The card that is forwarded to whoever gets the gift; its button opens the gift, also when it is forwarded. */
export function giftCard(voice: Voice, { gift, giver, username }: CardView): Screen {
  const { card, buttons } = voice.texts.gifts;
  const { greeting, sold, validUntil, code } = gift;
  const url = giftLink(username, code);
  return {
    text: paragraphs(
      card.title,
      voice.say(card.from, { ...soldValues(voice, sold), giver: voice.name(giver) }),
      greeting !== null && voice.say(card.words, { words: voice.words(greeting) }),
      voice.say(card.how, { date: voice.date(validUntil) }),
    ),
    keyboard: [[{ text: buttons.open, url }]],
  };
}

/** What is sent with the link by the share button. */
export function shareAddress(voice: Voice, { gift, username }: Pick<CardView, 'gift' | 'username'>): string {
  const { plan, days } = soldValues(voice, gift.sold);
  const text = voice.plain(voice.texts.gifts.card.share, { plan, days });
  const query = new URLSearchParams({ url: giftLink(username, gift.code), text });
  return `https://t.me/share/url?${query.toString().replaceAll('+', '%20')}`;
}

/** The words below the QR code of a gift. */
export const giftQrCaption = (voice: Voice, gift: OwnGift): Screen => ({
  text: voice.say(voice.texts.gifts.card.qr, { plan: voice.foreign(gift.sold.name) }),
  keyboard: [[tapButton(voice.texts.gifts.buttons.see, 'gift', gift.id)]],
});
