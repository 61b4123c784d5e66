import { z } from 'zod';
import { notice, type NoticeContract } from './notice-contract.js';
import { aboutOwnPayment, aboutPayment, toAdmins, toPerson } from './notice-parts.js';

/** What the fleet says of payments that repeat, and of money that nobody asked for, alphabetical. `payment_id`: of the first payment. */
export const agreementNotices = {
  /** A charge came to nothing and is tried again. `tries`: how many of this period have failed. */
  charge_failed: notice({
    ...toPerson,
    about: aboutOwnPayment.extend({ tries: z.number().int().positive(), next: z.iso.datetime() }),
    once: { per: ({ payment_id, next }) => `${payment_id} ${next}`, again: 'never' },
  }),
  /**
   * The next period costs more than its payer agreed to: nothing is bought, and the agreement is over. `is_charged`: a gateway that
   * charges by itself had charged for it.
   */
  charge_price_rose: notice({
    ...toPerson,
    about: aboutOwnPayment.extend({
      price_toman: z.number().int().positive(),
      is_charged: z.boolean().optional(),
    }),
    once: { per: ({ payment_id }) => payment_id, again: 'never' },
  }),
  /** A gateway counts more charges of an agreement than we have heard of. */
  charge_unheard: notice({
    ...toAdmins,
    about: aboutPayment.extend({
      charge_count: z.number().int().positive(),
      heard_count: z.number().int().nonnegative(),
    }),
    once: { per: ({ payment_id, charge_count }) => `${payment_id} ${charge_count}`, again: 'never' },
    isUrgent: true,
  }),
  /** Money came of which nobody knows whose it is. `name`: the gateway's name of it; `amount`: with its currency. */
  payment_unmatched: notice({
    ...toAdmins,
    about: z.object({
      gateway: z.string(),
      name: z.string().max(300),
      amount: z.string().max(100),
      payer_id: z.string().max(40).nullable(),
    }),
    once: { per: ({ gateway, name }) => `${gateway} ${name}`, again: 'never' },
    isUrgent: true,
  }),
  /** A payer could not be charged again for a payment that repeats. */
  repeat_failed: notice({ ...toPerson, about: aboutOwnPayment }),
  /** A gateway that charges by itself does not take the end of an agreement, so that it may charge on. */
  repeat_not_ended: notice({
    ...toAdmins,
    about: aboutPayment.extend({ code: z.string() }),
    once: { per: ({ payment_id }) => payment_id, again: { afterMinutes: 7 * 1_440 } },
    isUrgent: true,
  }),
} as const satisfies Record<string, NoticeContract>;
