import { shiftDays } from '#platform/calendar.js';
import { dayMs, hourMs } from '#platform/units.js';
import { beforeQuiet, endOfQuiet } from '../notices/quiet-hours.js';
import type { SettingValues } from '../settings/catalog.js';

/** Of a subscription, what its words depend on. Times are in ms since 1970. */
export interface TimedSubscription {
  readonly isTrial: boolean;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Was it ever used? */
  readonly isConnected: boolean;
}

/** What is said when the time of a subscription has come so far. */
export type WordMatter =
  | { readonly kind: 'expired' }
  /** It ends in so many days. */
  | { readonly kind: 'expiry_near'; readonly days: number }
  | { readonly kind: 'trial_ends' }
  /** Nobody has connected for so many hours. */
  | { readonly kind: 'trial_unused'; readonly hours: number }
  | { readonly kind: 'expiry_reminder' }
  | {
      readonly kind: 'winback_first' | 'winback_second';
      readonly percent: number;
      /** How long the discount holds. */
      readonly hours: number;
    };

/** A word with the time for it, in ms since 1970. */
export type Word = WordMatter & {
  readonly dueAt: number;
  /** From then on it is of no use. */
  readonly until: number;
};

/** After so long nobody is told any more that a subscription is over. */
const overFor = 3 * dayMs;

/** So soon after its start nobody is warned of an end: who buys a week knows that it ends in a week. */
const freshFor = dayMs / 2;

/** How long after its end anything may still be said of a subscription, at most. */
export const longestAfter = 62 * dayMs;

/**
 * Everything that is said of a subscription as its time goes by, under the settings of its bot, by their due times. Days are
 * those of the bot's clocks; whatever can wait is due by day.
 */
export function listWords(subscription: TimedSubscription, values: SettingValues): Word[] {
  const { endsAt, isTrial } = subscription;
  const over: Word = { kind: 'expired', dueAt: endsAt, until: endsAt + overFor };
  const others = isTrial ? ofTrial(subscription, values) : ofPaid(subscription, values);
  return [over, ...(values.notifications_enabled ? others : [])].sort(
    (left, right) => left.dueAt - right.dueAt,
  );
}

const byDay = (at: number, { time_zone: zone }: SettingValues): number => endOfQuiet(at, zone) ?? at;

function ofTrial({ startsAt, endsAt, isConnected }: TimedSubscription, values: SettingValues): Word[] {
  const { trial_warning_hours: warning, time_zone: zone, trial_unused_hours: unused } = values;
  const plain = endsAt - warning * hourMs;
  const morning = byDay(plain, values);
  const ends: Word = {
    kind: 'trial_ends',
    // A trial that ends in the night is spoken of in the evening before.
    dueAt: morning < endsAt ? morning : beforeQuiet(plain, zone),
    until: endsAt,
  };
  const reminders = unused.map((hours): Word => {
    const dueAt = byDay(startsAt + hours * hourMs, values);
    return { kind: 'trial_unused', hours, dueAt, until: endsAt };
  });
  return [ends, ...(isConnected ? [] : reminders)].filter(({ dueAt }) => dueAt > startsAt && dueAt < endsAt);
}

function ofPaid({ startsAt, endsAt }: TimedSubscription, values: SettingValues): Word[] {
  const { expiry_warning_days: warnings, time_zone: zone } = values;
  const shifted = (days: number): number => shiftDays(endsAt, days, zone);
  const due = (days: number): number => byDay(shifted(days), values);
  const spoken = warnings.filter((days) => shifted(-days) >= startsAt + freshFor);
  return [
    ...spoken.map((days): Word => ({ kind: 'expiry_near', days, dueAt: due(-days), until: endsAt })),
    ...(values.expired_reminder
      ? [{ kind: 'expiry_reminder', dueAt: due(1), until: shifted(3) } as const]
      : []),
    ...(values.winback_first && values.winback_first_percent > 0
      ? [
          {
            kind: 'winback_first',
            percent: values.winback_first_percent,
            hours: values.winback_first_hours,
            dueAt: due(2),
            until: shifted(3),
          } as const,
        ]
      : []),
    ...(values.winback_second && values.winback_second_percent > 0
      ? [
          {
            kind: 'winback_second',
            percent: values.winback_second_percent,
            hours: values.winback_second_hours,
            dueAt: due(values.winback_second_days),
            until: shifted(values.winback_second_days + 1),
          } as const,
        ]
      : []),
  ];
}
