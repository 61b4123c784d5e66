import type { PricedOrder, Wish } from '#services/orders/types.js';
import type { SettingValues } from '#services/settings/catalog.js';
import { inRows, tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { forWhom } from './gift-words.js';

type GiftWish = Extract<Wish, { readonly kind: 'gift' }>;
/** What a bot's settings say of gifts that are bought now. */
export type GiftTerms = Pick<SettingValues, 'gift_days_valid' | 'gift_refund' | 'gift_refund_days'>;

/** What is given, to whom and with which words. */
export function giftHead(voice: Voice, wish: GiftWish, planName: string): string {
  const { order } = voice.texts.gifts;
  return [
    voice.say(order.gift, { plan: voice.foreign(planName) }),
    forWhom(voice, wish.recipient),
    ...(wish.greeting === undefined ? [] : [voice.say(order.words, { words: voice.words(wish.greeting) })]),
  ].join('\n');
}

/** Until when it can be taken, and what becomes of the money of one that nobody takes. */
export function giftTerms(voice: Voice, terms: GiftTerms): string {
  const { validDays, refund } = voice.texts.gifts.order;
  const rule = refund[terms.gift_refund];
  return [
    voice.say(validDays, { days: voice.count('days', terms.gift_days_valid) }),
    voice.say(rule as typeof refund.first_days, { days: voice.count('days', terms.gift_refund_days) }),
  ].join('\n');
}

/** Change who may take a gift, and its words, before it is bought. */
export const giftButtons = (voice: Voice, { id, wish }: PricedOrder): Button[][] =>
  wish.kind === 'gift'
    ? inRows([
        tapButton(voice.texts.gifts.buttons.whom, 'gift-whom', id),
        tapButton(voice.texts.gifts.buttons.words, 'gift-words', id),
      ])
    : [];
