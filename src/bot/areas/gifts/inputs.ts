import { greetingOf } from '#services/gifts/change-wish.js';
import { readRecipientName } from '#services/gifts/read-recipient-name.js';
import type { Inputs } from '../../input.js';
import { askWhom, askWords, changeGift } from './actions/giving.js';

/** What a person types about a gift: who may take it, and the words on its card. */
export const giftInputs: Inputs<'gift-greeting' | 'gift-person'> = {
  'gift-person': (ctx, orderId, typed) => {
    const recipient = readRecipientName(typed);
    if (!recipient) return askWhom(ctx, orderId, true);
    return changeGift(ctx, { orderId, change: { recipient }, next: (id) => askWords(ctx, id) });
  },
  'gift-greeting': (ctx, orderId, typed) => {
    const greeting = greetingOf(typed);
    return greeting === undefined
      ? askWords(ctx, orderId, true)
      : changeGift(ctx, { orderId, change: { greeting } });
  },
};
