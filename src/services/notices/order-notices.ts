import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { aboutSubscription, news, toPerson } from './notice-parts.js';

const aboutOrder = z.object({ order_id: rowNumber });
const aboutEnd = aboutSubscription.extend({ ends: z.iso.datetime() });

/** What is said of orders, sales and renewals, alphabetical; a part of the catalogue. */
export const orderNotices = {
  /** A renewal would cost much more than the last purchase: its owner is asked. `ends`: the end that it is about. */
  autopay_asks: notice({
    ...toPerson,
    about: aboutEnd.extend({ price_toman: z.number().int().min(0) }),
    once: {
      per: ({ subscription_id, ends, price_toman }) => `${subscription_id} ${ends} ${price_toman}`,
      again: 'never',
    },
  }),
  autopay_done: notice({
    ...toPerson,
    about: aboutOrder,
    once: { per: ({ order_id }) => order_id, again: 'never' },
  }),
  /** The wallet has too little for a renewal. */
  autopay_short: notice({
    ...toPerson,
    about: aboutEnd.extend({ missing_toman: z.number().int().min(1) }),
    once: {
      per: ({ subscription_id, ends }) => `${subscription_id} ${ends}`,
      again: { afterMinutes: 1_440 },
    },
    usefulHours: 24,
  }),
  /** Autopay was switched off, since what it renewed cannot be bought any more. */
  autopay_stopped: notice({
    ...toPerson,
    about: aboutSubscription.extend({ reason: z.string() }),
  }),
  /** Money came for an order whose price or terms are others by now. */
  order_changed: notice({ ...toPerson, about: aboutOrder }),
  order_completed: notice({ ...toPerson, about: aboutOrder }),
  order_expired: notice({ ...toPerson, about: aboutOrder, when: 'by_day' }),
  /** The money suffices, and the bot buys nothing by itself. */
  order_funded: notice({ ...toPerson, about: aboutOrder }),
  order_refunded: notice({
    ...toPerson,
    about: aboutOrder,
    once: { per: ({ order_id }) => order_id, again: 'never' },
  }),
  /** `reason`: a key of the texts. */
  order_refused: notice({ ...toPerson, about: aboutOrder.extend({ reason: z.string().optional() }) }),
  sale_made: notice({ ...news, about: aboutOrder }),
  sale_refunded: notice({
    ...news,
    about: aboutOrder,
    once: { per: ({ order_id }) => order_id, again: 'never' },
  }),
} as const;
