import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import { notice } from './notice-contract.js';
import { aboutSubscription } from './notice-parts.js';

/** A word about one end of a subscription; once it was moved, the word is void. */
const aboutOneEnd = aboutSubscription.extend({ ends_at: z.iso.datetime() });
/** Who wishes for none of them, or has renewed meanwhile, hears none. */
const reminder = {
  to: ['person'],
  when: 'by_day',
  switches: ['notifications_enabled'],
  isReminder: true,
  isBulk: true,
} as const;
/** Once of all that it says; longer than anything is said of one end, and then the marks may go. */
const onceAnEnd = {
  per: (about: object): string => Object.values(about).join(' '),
  again: { afterMinutes: 400 * 24 * 60 },
};

/** What people are reminded and warned of, alphabetical; a part of the catalogue. */
export const reminders = {
  /** It ends in so many days: `days` is one of the bot's `expiry_warning_days`. */
  expiry_near: notice({
    ...reminder,
    about: aboutOneEnd.extend({ days: z.number().int() }),
    once: onceAnEnd,
  }),
  /** It ended a day ago. */
  expiry_reminder: notice({
    ...reminder,
    about: aboutOneEnd,
    once: onceAnEnd,
  }),
  /** Something is offered to the person; made anew meanwhile by another sending, that one says it. */
  personal_offer: notice({
    to: ['person'],
    when: 'by_day',
    isBulk: true,
    about: z.object({ user_id: rowNumber, offer_id: rowNumber, sending_id: rowNumber }),
  }),
  /** So much of the traffic is used. */
  traffic_low: notice({
    ...reminder,
    about: aboutSubscription.extend({ percent: z.number().int() }),
    usefulHours: 48,
  }),
  trial_ends: notice({
    ...reminder,
    about: aboutOneEnd,
    once: onceAnEnd,
  }),
  /** Nobody has connected to a trial for so many hours: one of the bot's `trial_unused_hours`. */
  trial_unused: notice({
    ...reminder,
    about: aboutOneEnd.extend({ hours: z.number().int() }),
    once: onceAnEnd,
  }),
  /** A discount for who comes back. */
  winback_offer: notice({
    ...reminder,
    about: aboutOneEnd.extend({ discount_id: rowNumber }),
    once: onceAnEnd,
  }),
} as const;
