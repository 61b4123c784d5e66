import type { OwnGift } from '#services/gifts/own-gifts.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { pageTurns } from '../../shared/screens/page-turns.js';

/** A page of what a person has bought for others. */
export interface GiftListView {
  readonly gifts: readonly OwnGift[];
  /** From 1. */
  readonly page: number;
  readonly hasMore: boolean;
  /** Can another be bought? */
  readonly canBuy: boolean;
  /** HTML above the rest. */
  readonly notice?: string | undefined;
}

/** What a person has bought for others, a button each. */
export function giftList(voice: Voice, { gifts, page, hasMore, canBuy, notice }: GiftListView): Screen {
  const { own, buttons } = voice.texts.gifts;
  return {
    text: paragraphs(
      notice,
      `<b>${own.title}</b>`,
      gifts.length === 0 ? own.none : gifts.map((gift) => lineOf(voice, gift)).join('\n'),
    ),
    keyboard: [
      ...gifts.map((gift) => [tapButton(labelOf(voice, gift), 'gift', gift.id)]),
      ...pageTurns(voice, { action: 'gifts', page, hasMore }),
      ...(canBuy ? [[tapButton(buttons.new, 'gift-plans')]] : []),
      [menuButton(voice)],
    ],
  };
}

const lineOf = (voice: Voice, { state, sold, priceToman }: OwnGift): string =>
  voice.say(voice.texts.gifts.own.line, {
    state: voice.texts.gifts.own.states[state],
    plan: voice.foreign(sold.name),
    price: voice.toman(priceToman),
  });

/** Only the sign of the state: the words stand in the list. */
const labelOf = (voice: Voice, { state, sold, createdAt }: OwnGift): string =>
  voice.plain(voice.texts.gifts.buttons.one, {
    state: voice.texts.gifts.own.states[state].split(' ')[0] ?? '',
    plan: voice.foreign(sold.name),
    date: voice.date(createdAt),
  });
