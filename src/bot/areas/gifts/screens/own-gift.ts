import { isRefundable, type OwnGift } from '#services/gifts/own-gifts.js';
import { writeCallbackData } from '../../../callback-data.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { confirmation } from '../../shared/screens/confirmation.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { shareAddress } from './gift-card.js';
import { forWhom, giftLink, soldValues } from './gift-words.js';

/** A gift, as its buyer sees it. */
export interface OwnGiftView {
  readonly gift: OwnGift;
  /** User name of the bot. */
  readonly username: string;
  readonly now: Date;
  /** Was it bought just now? Its card comes below. */
  readonly isNew?: boolean;
  /** HTML above the rest. */
  readonly notice?: string | undefined;
}

/** A gift with what its buyer can do with it. */
export function ownGift(voice: Voice, view: OwnGiftView): Screen {
  const { gift, username, isNew = false, notice } = view;
  const { bought, buttons } = voice.texts.gifts;
  const isOpen = gift.state === 'open';
  const link = voice.say(bought.link, { link: giftLink(username, gift.code) });
  return {
    text: paragraphs(
      notice,
      isNew && bought.ready,
      factsOf(voice, view),
      isOpen && (isNew ? `${bought.forward}\n${link}` : link),
    ),
    keyboard: inColumn([
      isOpen ? { text: buttons.share, url: shareAddress(voice, view) } : undefined,
      isOpen && !isNew ? tapButton(buttons.card, 'gift-card', gift.id) : undefined,
      isOpen ? tapButton(buttons.qr, 'gift-qr', gift.id) : undefined,
      !isNew && isRefundable(gift, view.now)
        ? tapButton(buttons.giveBack, 'gift-return', gift.id)
        : undefined,
      tapButton(buttons.own, 'gifts'),
      menuButton(voice),
    ]),
  };
}

function factsOf(voice: Voice, { gift }: OwnGiftView): string {
  const { own } = voice.texts.gifts;
  const { state, sold, priceToman, recipient, validUntil, takenAt } = gift;
  const lines = [
    voice.say(own.head, soldValues(voice, sold)),
    voice.say(own.state, { state: own.states[state] }),
    voice.say(own.price, { price: voice.toman(priceToman) }),
    state === 'open' && forWhom(voice, recipient),
    state === 'open' && voice.say(own.until, { date: voice.date(validUntil) }),
    state === 'taken' && takenAt !== null && voice.say(own.takenAt, { date: voice.date(takenAt) }),
    state === 'open' && refundLine(voice, gift),
  ];
  return lines.filter(Boolean).join('\n');
}

function refundLine(voice: Voice, { refundableUntil, isRefundedAtEnd, priceToman }: OwnGift): string | false {
  const { own } = voice.texts.gifts;
  if (priceToman === 0) return false;
  if (refundableUntil !== null)
    return [
      voice.say(own.refundUntil, { date: voice.date(refundableUntil) }),
      ...(isRefundedAtEnd ? [own.refundAtEnd] : []),
    ].join('\n');
  return isRefundedAtEnd ? own.refundAtEnd : own.noRefund;
}

/** Asks whether a gift shall be given up for its money. */
export const giftReturn = (voice: Voice, gift: OwnGift): Screen =>
  confirmation(voice, {
    text: voice.say(voice.texts.gifts.giveBack.ask, {
      plan: voice.foreign(gift.sold.name),
      amount: voice.toman(gift.priceToman),
    }),
    yes: tapButton(voice.texts.gifts.buttons.yesGiveBack, 'gift-return-yes', gift.id),
    back: writeCallbackData('gift', gift.id),
  });
