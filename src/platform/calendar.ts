import { LRUCache } from 'lru-cache';
import { dayMs, hourMs, minuteMs } from './units.js';

/** A formatter takes tens of kilobytes, and there are as many names of time zones as anybody writes. */
const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 500 });

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}

/** What clocks of a time zone show at an instant (ms), as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(at);
  const [year, month, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((wanted) => Number(parts.find(({ type }) => type === wanted)?.value));
  return Date.UTC(year as number, (month as number) - 1, day, hour, minute, second);
}

const write = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** The day (YYYY-MM-DD, Gregorian) that an instant in ms belongs to in a time zone. */
export const dayOf = (at: number, timeZone: string): string => write(wallClock(at, timeZone));

/** The day that is `count` days after another; before it when below zero. */
export const addDays = (day: string, count: number): string => write(Date.parse(day) + count * dayMs);

/** The day that is so many months after another, before it when below zero; of a shorter month the last, so 31 March less one is 28 or 29 February. */
export function shiftMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return write(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

/** How many days lie from one day to another, 0 for the same. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/**
 * The instant (ms) at which a day begins in a time zone. That need not be 00:00: where clocks are put forward at
 * midnight it is 01:00, and where midnight comes twice, it is the first.
 */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(day);
  const offsets = [midnight - dayMs, midnight + dayMs].map((at) => wallClock(at, timeZone) - at);
  const candidates = offsets.map((offset) => midnight - offset).sort((a, b) => a - b);
  const found = candidates.find((at) => dayOf(at, timeZone) === day);
  // A day that a place skipped, crossing the date line, begins and ends where the next one does.
  return found ?? (candidates.at(-1) as number) - ((candidates.at(-1) as number) % minuteMs);
}

/** The instants (ms) at which each day of a period begins, and at the end that at which its last day is over. */
export const dayStarts = (from: string, to: string, timeZone: string): number[] =>
  Array.from({ length: daysBetween(from, to) + 2 }, (_, n) => startOfDay(addDays(from, n), timeZone));

/** The hour (0 to 23) that clocks of a time zone show at an instant in ms. */
export const hourOf = (at: number, timeZone: string): number =>
  new Date(wallClock(at, timeZone)).getUTCHours();

/**
 * The instant (ms) at which clocks of a time zone show a full hour of a day: the first where they show it twice, and where
 * they skip it, the one at which it would be without the change of the clocks.
 */
export const atHour = (day: string, hour: number, timeZone: string): number =>
  instantOf(Date.parse(day) + hour * hourMs, timeZone);

/** The same for a time of day, as `HH:MM`. */
export const atTime = (day: string, time: string, timeZone: string): number =>
  instantOf(Date.parse(`${day}T${time}:00Z`), timeZone);

/** The instant (ms) so many days after another at the same time of day by the clocks of a time zone; before it when below zero. */
export const shiftDays = (at: number, count: number, timeZone: string): number =>
  instantOf(wallClock(at, timeZone) + count * dayMs, timeZone) + (at % 1_000);

/** The instant at which clocks show a time, which is given as if it were UTC. */
function instantOf(wall: number, timeZone: string): number {
  const offsets = [wall - dayMs, wall + dayMs].map((at) => wallClock(at, timeZone) - at);
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  return candidates.find((at) => wallClock(at, timeZone) === wall) ?? (candidates.at(-1) as number);
}
