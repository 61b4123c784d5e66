import { z } from 'zod';
import { notice, type NoticeContract } from './notice-contract.js';
import { reminders } from './reminders.js';

const rowId = z.string().regex(/^[1-9]\d{0,18}$/);
const aboutPerson = z.object({ user_id: rowId });
const aboutSubscription = z.object({ subscription_id: rowId });
const aboutEnd = aboutSubscription.extend({ ends: z.iso.datetime() });
const aboutOrder = z.object({ order_id: rowId });
const aboutPayment = z.object({ payment_id: rowId });
const aboutOwnPayment = aboutPayment.extend({ user_id: rowId });
/** Of a payment that went back in parts: what went this time, and in all by then. */
const part = z
  .object({ toman: z.number().int().positive(), in_all_toman: z.number().int().positive() })
  .optional();
const aboutRate = z.object({ currency: z.enum(['RUB', 'USD', 'XTR']) });
const aboutServer = z.object({ uuid: z.string(), name: z.string() });
/** What Telegram said, as admins read it. */
const reason = z.string().max(1_000);
const perPart = (paymentId: string, of: z.output<typeof part>): string =>
  of ? `${paymentId} ${of.in_all_toman}` : paymentId;
const hourly = { afterMinutes: 60 };

const toPerson = { to: ['person'], when: 'at_once' } as const;
const toAdmins = { to: ['admins'], when: 'at_once', topic: 'admin_topic_id' } as const;

/** The tenant's own people and the fleet's: what is about money between them. */
const toTenantAndFleet = {
  to: ['admins', 'owners'],
  when: 'at_once',
  topic: 'admin_topic_id',
  isUrgent: true,
  usefulHours: 24,
} as const;

/**
 * Everything that the fleet says by itself, alphabetical. To add a kind: an entry here, a screen with its texts, a line in
 * bot/areas/notices/index.ts; whoever decides it calls `notify`.
 */
export const noticeCatalog = {
  ...reminders,
  account_blocked: notice({ ...toPerson, about: aboutPerson, reachesBlocked: true }),
  account_unblocked: notice({ ...toPerson, about: aboutPerson }),
  /** An approval of a receipt was taken back, and the money with it. */
  approval_undone: notice({ ...toPerson, about: aboutOwnPayment }),
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
  /** A bank told of money that may be of one of these payments, or was told before: reviewers decide. */
  bank_message_unclear: notice({
    to: ['reviewers'],
    when: 'at_once',
    about: z.object({ message_id: rowId, payment_ids: z.array(rowId).min(1).max(5) }),
    once: { per: ({ message_id }) => message_id, again: 'never' },
    isUrgent: true,
  }),
  /** The time in which a receipt can be sent is nearly over. */
  card_payment_ends: notice({
    ...toPerson,
    about: aboutOwnPayment,
    once: { per: ({ payment_id }) => payment_id, again: 'never' },
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
  /** The channel gate cannot ask who is a member. */
  channel_trouble: notice({
    ...toAdmins,
    about: z.object({ channel_id: z.string().nullable(), reason }),
    once: { per: ({ channel_id }) => channel_id ?? '', again: hourly },
    usefulHours: 24,
  }),
  devices_removed: notice({
    ...toPerson,
    about: aboutSubscription.extend({
      removed: z.array(
        z.object({
          key: z.string(),
          platform: z.string().nullable(),
          os: z.string().nullable(),
          model: z.string().nullable(),
          app: z.string().nullable(),
          added_at: z.string().nullable(),
        }),
      ),
    }),
  }),
  /** More devices are connected than the subscription is for. */
  devices_surplus: notice({ ...toPerson, about: aboutSubscription }),
  /** A payment gateway failed again and again, or must be set up anew: people are not offered it for a while. */
  gateway_hidden: notice({
    ...toAdmins,
    about: z.object({ gateway: z.string(), code: z.string() }),
    once: { per: ({ gateway }) => gateway, again: { afterMinutes: 24 * 60 } },
    isUrgent: true,
    usefulHours: 24,
  }),
  /** The first link of a subscription. */
  link_ready: notice({ ...toPerson, about: aboutSubscription }),
  link_replaced: notice({ ...toPerson, about: aboutSubscription }),
  /** A ledger and what it must agree with differ. */
  money_differs: notice({
    to: ['owners'],
    when: 'at_once',
    about: z.object({ difference_id: rowId }),
    once: { per: ({ difference_id }) => difference_id, again: { afterMinutes: 1_440 } },
  }),
  /** The panel reaches one of its servers again, or no more; told in the master bot. */
  node_back: notice({
    ...toAdmins,
    about: aboutServer,
    once: { per: ({ uuid }) => uuid, again: hourly },
    switches: ['admin_notices'],
    usefulHours: 24,
  }),
  node_lost: notice({
    ...toAdmins,
    about: aboutServer,
    once: { per: ({ uuid }) => uuid, again: hourly },
    switches: ['admin_notices'],
    usefulHours: 24,
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
    ...toAdmins,
    about: aboutPayment,
    once: { per: ({ payment_id }) => payment_id, again: 'never' },
    switches: ['admin_notices'],
  }),
  /** The money of a payment went back to its payer. */
  payment_refunded: notice({
    ...toPerson,
    about: aboutOwnPayment.extend({ part }),
    once: { per: ({ payment_id, part: of }) => perPart(payment_id, of), again: 'never' },
  }),
  /** The gateway gave the money back by itself; `missing_toman` of it was no longer in the wallet. */
  payment_reversed: notice({
    ...toAdmins,
    about: aboutPayment.extend({ missing_toman: z.number().int().min(0), part }),
    once: { per: ({ payment_id, part: of }) => perPart(payment_id, of), again: 'never' },
    isUrgent: true,
  }),
  /** A gateway has money of a payment that an admin had settled; `says`: its amount, or its word for a dispute. */
  payment_settled_twice: notice({
    ...toAdmins,
    about: aboutPayment.extend({ says: z.string() }),
    once: { per: ({ payment_id }) => payment_id, again: 'never' },
    isUrgent: true,
  }),
  /** A better picture of a receipt is wanted; `tries`: of which. */
  picture_wanted: notice({ ...toPerson, about: aboutOwnPayment.extend({ tries: z.number().int().min(1) }) }),
  /** The source of a bot's rates told one that is far from its last one. */
  rate_refused: notice({
    ...toAdmins,
    about: aboutRate.extend({ last: z.string(), told: z.string() }),
    once: { per: ({ currency }) => currency, again: { afterMinutes: 1_440 } },
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
  /** A payer could not be charged again for a payment that repeats. */
  repeat_failed: notice({ ...toPerson, about: aboutOwnPayment }),
  /** Receipts cannot be posted in the review chat, or there is none; so each reviewer gets them. */
  review_chat_trouble: notice({
    to: ['reviewers'],
    when: 'at_once',
    about: z.object({ chat_id: z.string().nullable(), reason }),
    once: { per: ({ chat_id }) => chat_id ?? '', again: { afterMinutes: 1_440 } },
    usefulHours: 24,
  }),
  sale_made: notice({ ...toAdmins, about: aboutOrder, switches: ['admin_notices'] }),
  sale_refunded: notice({
    ...toAdmins,
    about: aboutOrder,
    once: { per: ({ order_id }) => order_id, again: 'never' },
    switches: ['admin_notices'],
  }),
  /** The panel removed servers that the bot sells or sold. */
  squads_removed: notice({
    ...toAdmins,
    about: z.object({ squads: z.array(z.object({ uuid: z.uuid(), name: z.string() })) }),
    switches: ['admin_notices'],
  }),
  subscription_expired: notice({ ...toPerson, about: aboutSubscription, isBulk: true }),
  /** Traffic flows again. */
  subscription_flowing: notice({ ...toPerson, about: aboutSubscription }),
  subscription_limited: notice({ ...toPerson, about: aboutSubscription }),
  /** Telegram refuses the bot's token. */
  token_revoked: notice({
    to: ['runners', 'owners'],
    when: 'at_once',
    about: z.object({}),
    once: { per: () => '', again: hourly },
  }),
  /** A topic takes no messages; so it is told in none. */
  topic_trouble: notice({
    to: ['admins'],
    when: 'at_once',
    about: z.object({ name: z.string(), topic_id: z.string(), reason }),
    once: { per: ({ topic_id }) => topic_id, again: hourly },
    usefulHours: 24,
  }),
  /** The tenant's wallet is filled, and the bot sells again; `day`: by the bot's clocks. */
  wallet_filled: notice({
    ...toTenantAndFleet,
    about: z.object({ day: z.iso.date() }),
    once: { per: ({ day }) => day, again: { afterMinutes: 2_880 } },
  }),
  /** It is below its minimum; `stage`: what follows from it. Told once a day of each. */
  wallet_low: notice({
    ...toTenantAndFleet,
    about: z.object({ stage: z.enum(['low', 'stopped', 'still']), day: z.iso.date() }),
    once: { per: ({ stage, day }) => `${stage} ${day}`, again: { afterMinutes: 2_880 } },
  }),
  /** The tenant's wallet did not pay for a sale. */
  wallet_empty: notice({ ...toTenantAndFleet, about: z.object({}), once: { per: () => '', again: hourly } }),
} as const;

type Catalog = typeof noticeCatalog;
export type NoticeKind = keyof Catalog;
export type NoticeAbout<K extends NoticeKind> = z.output<Catalog[K]['about']>;
/** Kinds that are told to the person whom they are about. */
export type PersonNoticeKind = {
  [K in NoticeKind]: Catalog[K]['to'] extends readonly ['person'] ? K : never;
}[NoticeKind];

/** A notice of one of these kinds. */
export type Notice<K extends NoticeKind = NoticeKind> = {
  [Each in K]: { readonly kind: Each; readonly about: NoticeAbout<Each> };
}[K];

/** What the catalogue says of a kind; undefined where a newer version of the code decided it. */
export const noticeOf = (kind: string): NoticeContract | undefined =>
  (noticeCatalog as Readonly<Record<string, unknown>>)[kind] as NoticeContract | undefined;
