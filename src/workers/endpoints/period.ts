import { addDays, dayOf, daysBetween } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { refuse } from './refuse.js';

/** Days that a report is asked for. */
export interface PeriodWish {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A period in days, both ends included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const mostDays = 366;
const usualDays = 30;

/** The period of a report: up to today in the time zone, and 30 days long, unless asked otherwise. Refuses a wrong one. */
export function periodOf(wish: PeriodWish, timeZone: string): Period {
  const to = wish.to ?? (wish.from === undefined ? today(timeZone) : latest(wish.from, today(timeZone)));
  const from = wish.from ?? addDays(to, 1 - usualDays);
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > mostDays) refuse('stats.period');
  return { from, to };
}

const today = (timeZone: string): string => dayOf(now(), timeZone);
const latest = (one: string, other: string): string => (one > other ? one : other);
