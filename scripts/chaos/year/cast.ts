import { openRandom, type Random } from '../random.js';

/** What a bot sells by the period; it renews as it is then. */
export interface PlanTerms {
  readonly days: number;
  readonly gb: number;
  priceToman: number;
}

/** A timed discount for who comes back. */
interface Offer {
  readonly percent: number;
  readonly hours: number;
}

/** On which terms a bot runs; prices change in the course of the year. */
export interface BotTerms {
  readonly zone: string;
  readonly warningDays: readonly number[];
  readonly trialWarningHours: number;
  readonly trialUnusedHours: readonly number[];
  readonly hasReminder: boolean;
  readonly first: Offer | null;
  readonly second: (Offer & { readonly days: number }) | null;
  readonly retryHours: number;
  readonly mostRisePercent: number;
  readonly cartMinutes: number;
  readonly trial: { readonly days: number; readonly gb: number };
  readonly plans: readonly PlanTerms[];
  readonly billing: BillingTerms;
}

/** What the fleet asks of the tenant, in toman a gigabyte. */
export interface BillingTerms {
  readonly model: 'hybrid' | 'none' | 'subscription_sale' | 'traffic_consumption';
  readonly rate: number;
  readonly least: number;
  readonly isStrict: boolean;
}

const zones = [
  'Asia/Tehran',
  'Europe/Berlin',
  'UTC',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
];
const models = ['none', 'subscription_sale', 'traffic_consumption', 'hybrid'] as const;

/** Terms of so many bots, the same for the same seed. */
export function castBots(count: number, seed: number): BotTerms[] {
  const random = openRandom(seed);
  return Array.from({ length: count }, (_, at) => termsOf(random, at));
}

function termsOf(random: Random, at: number): BotTerms {
  const { between, pick } = random;
  const plan = (days: number): PlanTerms => ({
    days,
    gb: between(1, 6) * 10,
    priceToman: Math.round((between(20, 200) * days) / 30) * 1_000,
  });
  const model = models[at % models.length] as (typeof models)[number];
  return {
    zone: zones[at % zones.length] as string,
    warningDays: pick([[3, 1], [7, 3, 1], [2], []]),
    trialWarningHours: pick([2, 6, 24]),
    trialUnusedHours: pick([[1, 24], [3], []]),
    hasReminder: random.next() < 0.8,
    first: random.next() < 0.8 ? { percent: between(1, 6) * 5, hours: pick([24, 48]) } : null,
    second:
      random.next() < 0.8
        ? { percent: between(4, 10) * 5, hours: pick([24, 72]), days: between(4, 12) }
        : null,
    retryHours: pick([6, 12]),
    mostRisePercent: 20,
    cartMinutes: pick([60, 240]),
    trial: { days: between(1, 4), gb: between(1, 5) },
    plans: [plan(7), plan(30), plan(14)],
    billing: {
      model,
      rate: model === 'none' ? 0 : between(1, 5) * 100 + 7,
      least: between(0, 4) * 5_000,
      isStrict: random.next() < 0.6,
    },
  };
}

/** The same as the keys of the bot's configuration. */
export const configurationOf = (terms: BotTerms): Readonly<Record<string, unknown>> => ({
  time_zone: terms.zone,
  language_selection: false,
  expiry_warning_days: terms.warningDays,
  trial_warning_hours: terms.trialWarningHours,
  trial_unused_hours: terms.trialUnusedHours,
  expired_reminder: terms.hasReminder,
  winback_first: terms.first !== null,
  winback_second: terms.second !== null,
  ...(terms.first && {
    winback_first_percent: terms.first.percent,
    winback_first_hours: terms.first.hours,
  }),
  ...(terms.second && {
    winback_second_percent: terms.second.percent,
    winback_second_hours: terms.second.hours,
    winback_second_days: terms.second.days,
  }),
  autopay_retry_hours: terms.retryHours,
  autopay_most_rise_percent: terms.mostRisePercent,
  cart_minutes: terms.cartMinutes,
  trial_days: terms.trial.days,
  trial_traffic_gb: terms.trial.gb,
  traffic_reset_period: 'month_rolling',
});
