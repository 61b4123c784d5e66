import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { news, toAdmins, toPerson } from './notice-parts.js';

const aboutGift = z.object({ gift_id: rowNumber });
const aboutOwnGift = aboutGift.extend({ user_id: rowNumber });
const day = { afterMinutes: 1_440 } as const;

/** What is said of gifts, alphabetical; a part of the catalogue. */
export const giftNotices = {
  /** Nobody has taken it, and in a week its time is over. */
  gift_ends_soon: notice({
    ...toPerson,
    when: 'by_day',
    about: aboutOwnGift,
    once: { per: ({ gift_id }) => gift_id, again: { afterMinutes: 60 * 1_440 } },
    usefulHours: 120,
  }),
  /** Somebody has taken it; by that order. */
  gift_handed_over: notice({
    ...news,
    about: aboutGift.extend({ order_id: rowNumber }),
    once: { per: ({ order_id }) => order_id, again: 'never' },
  }),
  /** It can be taken no more, though nobody has taken it, or was taken away again. */
  gift_over: notice({
    ...toPerson,
    about: aboutOwnGift,
    once: { per: ({ gift_id }) => gift_id, again: 'never' },
  }),
  gift_taken: notice({
    ...toPerson,
    about: aboutOwnGift.extend({ order_id: rowNumber }),
    once: { per: ({ order_id }) => order_id, again: 'never' },
  }),
  /** Somebody could not take a gift: the bot's wallet does not pay for the traffic, or the traffic has no price now. */
  gift_waits: notice({
    ...toAdmins,
    isUrgent: true,
    usefulHours: 24,
    about: aboutGift,
    once: { per: ({ gift_id }) => gift_id, again: day },
  }),
} as const;
