import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice, type NoticeContract } from './notice-contract.js';
import { aboutOwnPayment, aboutPayment, news, saidByTelegram, toAdmins, toPerson } from './notice-parts.js';

/** Of a payment that went back in parts: what went this time, and in all by then. */
const part = z
  .object({ toman: z.number().int().positive(), in_all_toman: z.number().int().positive() })
  .optional();
const aboutRate = z.object({ currency: z.enum(['RUB', 'USD', 'XTR']) });
const perPart = (paymentId: string, of: z.output<typeof part>): string =>
  of ? `${paymentId} ${of.in_all_toman}` : paymentId;

/** What the fleet says of payments, receipts, gateways and rates, alphabetical. */
export const paymentNotices = {
  /** An approval of a receipt was taken back, and the money with it. */
  approval_undone: notice({
    ...toPerson,
    about: aboutOwnPayment.extend({
      /** What was taken out of the wallet. */
      taken_toman: z.number().int().nonnegative().optional(),
      /** Was a sale taken back? */
      is_sale_reversed: z.boolean().optional(),
    }),
  }),
  /** A bank told of money that may be of one of these payments, or was told before: reviewers decide. */
  bank_message_unclear: notice({
    to: ['reviewers'],
    when: 'at_once',
    about: z.object({ message_id: rowNumber, payment_ids: z.array(rowNumber).min(1).max(5) }),
    once: { per: ({ message_id }) => message_id, again: 'never' },
  }),
  /** The time in which a receipt can be sent is nearly over. */
  card_payment_ends: notice({
    ...toPerson,
    about: aboutOwnPayment,
    once: { per: ({ payment_id }) => payment_id, again: 'never' },
  }),
  /** The number of a card cannot be read: it is sealed under another APP_SECRET. */
  card_unreadable: notice({
    ...toAdmins,
    about: z.object({ card_id: rowNumber }),
    once: { per: ({ card_id }) => card_id, again: { afterMinutes: 7 * 1_440 } },
    isUrgent: true,
  }),
  /** Cards have reached their limit for the day, and none is left for a sum that somebody wanted to pay. */
  cards_full: notice({
    ...toAdmins,
    about: z.object({
      day: z.iso.date(),
      amount_toman: z.number().int().positive(),
      card_count: z.number().int(),
      full_count: z.number().int(),
    }),
    once: { per: ({ day }) => day, again: { afterMinutes: 2 * 1_440 } },
    isUrgent: true,
    usefulHours: 12,
  }),
  /** A payment gateway failed again and again, or must be set up anew: people are not offered it for a while. */
  gateway_hidden: notice({
    ...toAdmins,
    about: z.object({ gateway: z.string(), code: z.string() }),
    once: { per: ({ gateway }) => gateway, again: { afterMinutes: 24 * 60 } },
    isUrgent: true,
    usefulHours: 24,
  }),
  /** A gateway says of a payment that was paid that it was not. */
  payment_contradicted: notice({
    ...toAdmins,
    about: aboutPayment.extend({ says: z.string() }),
    once: { per: ({ payment_id, says }) => `${payment_id} ${says}`, again: 'never' },
    isUrgent: true,
  }),
  /** The money of a payment is in the wallet, and nothing was bought with it. */
  payment_credited: notice({
    ...toPerson,
    about: aboutOwnPayment,
    once: { per: ({ payment_id }) => payment_id, again: 'never' },
  }),
  /** Money is there that an admin must decide about; `problem`: a key of the texts. */
  payment_held: notice({
    ...toAdmins,
    about: aboutPayment.extend({ problem: z.string() }),
    once: { per: ({ payment_id, problem }) => `${payment_id} ${problem}`, again: 'never' },
    isUrgent: true,
  }),
  payment_received: notice({
    ...news,
    about: aboutPayment,
    once: { per: ({ payment_id }) => payment_id, again: 'never' },
  }),
  /** The money of a payment went back to its payer. */
  payment_refunded: notice({
    ...toPerson,
    about: aboutOwnPayment.extend({
      part,
      /** Was what was bought with it taken back? */
      is_sale_reversed: z.boolean().optional(),
    }),
    once: { per: ({ payment_id, part: of }) => perPart(payment_id, of), again: 'never' },
  }),
  /** The gateway gave the money back by itself; `missing_toman` of it was no longer in the wallet. */
  payment_reversed: notice({
    ...toAdmins,
    about: aboutPayment.extend({ missing_toman: z.number().int().min(0), part }),
    once: { per: ({ payment_id, part: of }) => perPart(payment_id, of), again: 'never' },
    isUrgent: true,
  }),
  /** A gateway has more money of a payment than was credited; `says`: its amount and the money's name, or its word for a dispute. */
  payment_settled_twice: notice({
    ...toAdmins,
    about: aboutPayment.extend({ says: z.string() }),
    once: { per: ({ payment_id, says }) => `${payment_id} ${says}`, again: 'never' },
    isUrgent: true,
  }),
  /** A better picture of a receipt is wanted; `tries`: of which. */
  picture_wanted: notice({ ...toPerson, about: aboutOwnPayment.extend({ tries: z.number().int().min(1) }) }),
  /** The source of a bot's rates told one that is far from its last one. */
  rate_refused: notice({
    ...toAdmins,
    about: aboutRate.extend({ last: z.string(), told: z.string() }),
    once: { per: ({ currency }) => currency, again: { afterMinutes: 1_440 } },
    isUrgent: true,
    usefulHours: 24,
  }),
  /** The source has not told a rate for too long; `is_fixed`: one of the settings takes its place. */
  rates_stale: notice({
    ...toAdmins,
    about: aboutRate.extend({ since: z.iso.datetime(), is_fixed: z.boolean() }),
    once: { per: ({ currency, since }) => `${currency} ${since}`, again: { afterMinutes: 43_200 } },
    isUrgent: true,
    usefulHours: 24,
  }),
  /** The gateway does not give the money back: it is in the wallet again. */
  refund_refused: notice({
    ...toAdmins,
    about: aboutPayment.extend({ code: z.string() }),
    once: { per: ({ payment_id, code }) => `${payment_id} ${code}`, again: 'never' },
    isUrgent: true,
  }),
  /** A receipt was rejected; `tries`: which of the payment's it was. */
  receipt_rejected: notice({
    ...toPerson,
    about: aboutOwnPayment.extend({ tries: z.number().int().min(1) }),
  }),
  /** Receipts wait too long; one word for all that do. */
  receipts_wait: notice({
    to: ['reviewers'],
    when: 'by_day',
    about: aboutPayment,
    once: { per: () => '', again: { afterMinutes: 10 } },
    usefulHours: 24,
  }),
  /** A rejection was taken back: the receipt is under review again. */
  rejection_undone: notice({ ...toPerson, about: aboutOwnPayment }),
  /** Receipts cannot be posted in the review chat, or there is none; so each reviewer gets them. */
  review_chat_trouble: notice({
    to: ['reviewers'],
    when: 'at_once',
    about: z.object({ chat_id: z.string().nullable(), reason: saidByTelegram }),
    once: { per: ({ chat_id }) => chat_id ?? '', again: { afterMinutes: 1_440 } },
    usefulHours: 24,
  }),
} as const satisfies Readonly<Record<string, NoticeContract>>;
