import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { agreementNotices } from './agreement-notices.js';
import { giftNotices } from './gift-notices.js';
import { maintenanceNotices } from './maintenance-notices.js';
import { notice, type NoticeContract } from './notice-contract.js';
import { aboutSubscription, news, saidByTelegram, toAdmins, toPerson } from './notice-parts.js';
import { orderNotices } from './order-notices.js';
import { partnerNotices } from './partner-notices.js';
import { paymentNotices } from './payment-notices.js';
import { promotionNotices } from './promotion-notices.js';
import { referralNotices } from './referral-notices.js';
import { reminders } from './reminders.js';
import { ticketNotices } from './ticket-notices.js';

const aboutPerson = z.object({ user_id: rowNumber });
const aboutServer = z.object({ uuid: z.string(), name: z.string() });
const hourly = { afterMinutes: 60 };

/** The tenant's own people and the fleet's: what is about money between them. */
const toTenantAndFleet = {
  to: ['admins', 'owners'],
  when: 'at_once',
  topic: 'admin_topic_id',
  isUrgent: true,
  usefulHours: 24,
} as const;

const aboutDay = z.object({ day: z.iso.date() });
const dailyReport = { topic: 'report_topic_id', switches: ['daily_report'], usefulHours: 24 } as const;

/**
 * Everything that the fleet says by itself, alphabetical. To add a kind: an entry here, a screen with its texts, a line in
 * bot/areas/notices/index.ts; whoever decides it calls `notify`.
 */
export const noticeCatalog = {
  ...agreementNotices,
  ...giftNotices,
  ...maintenanceNotices,
  ...orderNotices,
  ...partnerNotices,
  ...paymentNotices,
  ...promotionNotices,
  ...referralNotices,
  ...reminders,
  ...ticketNotices,
  account_blocked: notice({ ...toPerson, about: aboutPerson, reachesBlocked: true }),
  account_unblocked: notice({ ...toPerson, about: aboutPerson }),
  /** The black list could not be read; `since`: when the one in force was read, null: there is none. */
  blacklist_broken: notice({
    ...toAdmins,
    isUrgent: true,
    about: z.object({
      host: z.string().max(300),
      fault: z.enum(['away', 'empty', 'garbled', 'long', 'private', 'status']),
      status: z.number().int().nullable(),
      since: z.iso.datetime().nullable(),
    }),
    once: { per: ({ host, since }) => `${host} ${since ?? ''}`, again: 'never' },
  }),
  /** A trial stands still until its owner is back in the required channel. */
  channel_left: notice({
    ...toPerson,
    about: aboutSubscription,
    once: { per: ({ subscription_id }) => subscription_id, again: hourly },
    switches: ['channel_left_notice'],
    usefulHours: 24,
  }),
  /** The channel gate cannot ask who is a member. */
  channel_trouble: notice({
    ...toAdmins,
    isUrgent: true,
    about: z.object({ channel_id: z.string().nullable(), reason: saidByTelegram }),
    once: { per: ({ channel_id }) => channel_id ?? '', again: hourly },
    usefulHours: 24,
  }),
  /** What happened on a day, by the bot's clocks. */
  daily_report: notice({
    ...toAdmins,
    ...dailyReport,
    isUrgent: true,
    about: aboutDay,
    once: { per: ({ day }) => day, again: { afterMinutes: 2_880 } },
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
  /** The same of all bots, by the master bot's clocks; `failed_jobs`: kept for somebody to look at. */
  fleet_report: notice({
    ...dailyReport,
    to: ['owners'],
    when: 'at_once',
    about: aboutDay.extend({ failed_jobs: z.number().int().min(0) }),
    once: { per: ({ day }) => day, again: { afterMinutes: 2_880 } },
  }),
  /** What a person has paid for orders took them into a group. */
  group_joined: notice({ ...toPerson, about: aboutPerson.extend({ group_id: rowNumber }), isBulk: true }),
  /** The same for the admins: of one person, or of so many where a threshold was changed (`user_id` null). */
  group_reached: notice({
    ...news,
    about: z.object({ group_id: rowNumber, user_id: rowNumber.nullable(), count: z.number().int().min(1) }),
  }),
  /** The first link of a subscription. */
  link_ready: notice({ ...toPerson, about: aboutSubscription }),
  link_replaced: notice({ ...toPerson, about: aboutSubscription }),
  /** Telegram refused what admins put into the main menu; it was taken out. */
  menu_refused: notice({
    ...toAdmins,
    isUrgent: true,
    about: z.object({
      what: z.enum(['address', 'picture']),
      /** The address that was taken out. */
      address: z.string().max(500).optional(),
      /** All of them, where Telegram does not say which one it means. */
      addresses: z.array(z.string().max(500)).max(100).optional(),
      reason: saidByTelegram,
    }),
    usefulHours: 24,
  }),
  /** A ledger and what it must agree with differ. */
  money_differs: notice({
    to: ['owners'],
    when: 'at_once',
    about: z.object({ difference_id: rowNumber }),
    once: { per: ({ difference_id }) => difference_id, again: { afterMinutes: 1_440 } },
  }),
  /** The panel reaches one of its servers again, or no more; told in the master bot. */
  node_back: notice({
    ...news,
    about: aboutServer,
    once: { per: ({ uuid }) => uuid, again: hourly },
    usefulHours: 24,
  }),
  node_lost: notice({
    ...news,
    about: aboutServer,
    once: { per: ({ uuid }) => uuid, again: hourly },
    usefulHours: 24,
  }),
  /** Somebody on the black list was refused what they wished for. */
  person_listed: notice({
    ...news,
    about: aboutPerson.extend({ wish: z.enum(['buy', 'register']) }),
    once: { per: ({ user_id, wish }) => `${user_id} ${wish}`, again: { afterMinutes: 1_440 } },
    usefulHours: 24,
  }),
  /** The panel removed servers that the bot sells or sold. */
  squads_removed: notice({
    ...news,
    about: z.object({ squads: z.array(z.object({ uuid: z.uuid(), name: z.string() })) }),
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
    about: z.object({ name: z.string(), topic_id: z.string(), reason: saidByTelegram }),
    once: { per: ({ topic_id }) => topic_id, again: hourly },
    usefulHours: 24,
  }),
  /** Subscriptions were used unusually much on a day; `more`: how many others beside those that it names. */
  traffic_heavy: notice({
    to: ['admins'],
    when: 'at_once',
    topic: 'traffic_topic_id',
    isUrgent: true,
    usefulHours: 24,
    switches: ['traffic_alarm'],
    about: z.object({
      day: z.iso.date(),
      heavy: z.array(z.object({ subscription_id: rowNumber, bytes: z.number() })).min(1),
      more: z.number().int().min(0),
    }),
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
