import type { BotTerms } from './cast.js';

/*
 * When what must be said of a subscription, told anew from docs/time.md and apart from the services: local times are found
 * by looking at the clock quarter by quarter.
 */

/** Something that is said once of an end; `said` has what it is about. */
export interface DueWord {
  readonly said: string;
  readonly at: number;
  /** From then on it is of no use. */
  readonly until: number;
  readonly offer?: { readonly percent: number; readonly hours: number };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const quarter = 15 * minute;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks show, as if it were UTC. */
function wall(at: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) + (at % 1_000);
}

const hourShown = (at: number, zone: string): number => new Date(wall(at, zone)).getUTCHours();
const isFullHour = (at: number, zone: string): boolean => new Date(wall(at, zone)).getUTCMinutes() === 0;

/** At the same time of day so many days later or earlier. */
export function daysFrom(at: number, days: number, zone: string): number {
  const wanted = wall(at, zone) + days * day;
  const plain = at + days * day;
  for (let tried = plain - 2 * hour; tried <= plain + 2 * hour; tried += quarter)
    if (wall(tried, zone) === wanted) return tried;
  // The clocks skip it: as if they had not been put forward.
  return wanted - (wall(plain - day, zone) - (plain - day));
}

/** The instant itself by day, else the next nine in the morning. */
export function byDay(at: number, zone: string): number {
  const isDay = (one: number): boolean => hourShown(one, zone) >= 9 && hourShown(one, zone) < 22;
  if (isDay(at)) return at;
  let morning = Math.ceil(at / quarter) * quarter;
  while (!isDay(morning)) morning += quarter;
  return morning;
}

/** Nine in the evening before. */
function eveningBefore(at: number, zone: string): number {
  let evening = Math.floor(at / quarter) * quarter;
  while (hourShown(evening, zone) !== 21 || !isFullHour(evening, zone)) evening -= quarter;
  return evening;
}

/** What a subscription is spoken of by. */
export interface Spoken {
  readonly isTrial: boolean;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly isConnected: boolean;
}

/** Everything that is to be said of it, by time. */
export function wordsOf(one: Spoken, terms: BotTerms): DueWord[] {
  const over = { said: 'subscription_expired', at: one.endsAt, until: one.endsAt + 3 * day };
  const others = one.isTrial ? trialWords(one, terms) : paidWords(one, terms);
  return [over, ...others].sort((left, right) => left.at - right.at);
}

function trialWords({ startsAt, endsAt, isConnected }: Spoken, terms: BotTerms): DueWord[] {
  const { zone } = terms;
  const warning = endsAt - terms.trialWarningHours * hour;
  const morning = byDay(warning, zone);
  const ends = {
    said: 'trial_ends',
    at: morning < endsAt ? morning : eveningBefore(warning, zone),
    until: endsAt,
  };
  const unused = terms.trialUnusedHours.map((hours) => ({
    said: `trial_unused ${hours}`,
    at: byDay(startsAt + hours * hour, zone),
    until: endsAt,
  }));
  return [ends, ...(isConnected ? [] : unused)].filter(({ at }) => at > startsAt && at < endsAt);
}

function paidWords({ startsAt, endsAt }: Spoken, terms: BotTerms): DueWord[] {
  const { zone, first, second } = terms;
  const warnings = terms.warningDays.filter((days) => daysFrom(endsAt, -days, zone) >= startsAt + 12 * hour);
  const on = (days: number): number => byDay(daysFrom(endsAt, days, zone), zone);
  const words: DueWord[] = warnings.map((days) => ({
    said: `expiry_near ${days}`,
    at: on(-days),
    until: endsAt,
  }));
  if (terms.hasReminder) words.push({ said: 'expiry_reminder', at: on(1), until: daysFrom(endsAt, 3, zone) });
  if (first) words.push({ said: 'winback_offer', at: on(2), until: daysFrom(endsAt, 3, zone), offer: first });
  if (second)
    words.push({
      ...{ said: 'winback_offer', at: on(second.days), until: daysFrom(endsAt, second.days + 1, zone) },
      offer: second,
    });
  return words;
}
