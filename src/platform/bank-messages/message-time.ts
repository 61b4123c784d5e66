import { dayMs, hourMs, minuteMs } from '../units.js';

/** Tehran's clocks: since 2022 they are never put forward. */
const tehranMs = 3.5 * hourMs;

/** A day, or a time of the day, as a message writes them. */
export interface WrittenTime {
  readonly date?: { readonly year?: number; readonly month: number; readonly day: number };
  readonly time?: { readonly hour: number; readonly minute: number };
}

const dayFirst =
  /^(?:(\d{4}|\d{2})([/.-]))?(\d{1,2})[/.-](\d{1,2})(?:[ _,-]{1,3}(\d{1,2}):(\d{2})(?::\d{2})?)?$/;
const timeFirst =
  /^(\d{1,2}):(\d{2})(?::\d{2})?(?:[ _,-]{1,3}(?:(\d{4}|\d{2})[/.-])?(\d{1,2})[/.-](\d{1,2}))?$/;
const together = /^(\d{2})(\d{2})[ _-](\d{1,2}):(\d{2})$/;
const wholeYear = /^(1[34]\d{2})(\d{2})(\d{2})(?:[ _-](\d{1,2}):(\d{2})(?::\d{2})?)?$/;

const yearOf = (year: string | undefined): { readonly year?: number } =>
  year === undefined ? {} : { year: year.length === 2 ? 1_400 + Number(year) : Number(year) };
const date = (year: string | undefined, month: string, day: string): WrittenTime => ({
  date: { ...yearOf(year), month: Number(month), day: Number(day) },
});
const time = (hour: string | undefined, minute: string | undefined): WrittenTime =>
  hour === undefined ? {} : { time: { hour: Number(hour), minute: Number(minute) } };

/** A day, a time or both in any of the ways in which banks write them; undefined: it is none. */
export function readWrittenTime(value: string): WrittenTime | undefined {
  const [, year, , month, day, hour, minute] = dayFirst.exec(value) ?? [];
  if (month !== undefined && day !== undefined) return { ...date(year, month, day), ...time(hour, minute) };
  const second = timeFirst.exec(value);
  if (second) {
    const [, h, m, y, mm, dd] = second;
    return { ...time(h, m), ...(mm !== undefined && dd !== undefined && date(y, mm, dd)) };
  }
  const third = together.exec(value);
  if (third)
    return { ...date(undefined, third[1] as string, third[2] as string), ...time(third[3], third[4]) };
  const fourth = wholeYear.exec(value);
  if (!fourth) return undefined;
  return { ...date(fourth[1], fourth[2] as string, fourth[3] as string), ...time(fourth[4], fourth[5]) };
}

const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** Year, month and day of the Persian calendar at an instant, as if clocks showed UTC. */
function persianDay(at: number) {
  const parts = persian.formatToParts(at);
  const [year = 0, month = 0, day = 0] = (['year', 'month', 'day'] as const).map((wanted) =>
    Number(parts.find(({ type }) => type === wanted)?.value),
  );
  return { year, month, day };
}

/** The first day of 1405, from which days are counted. */
const anchor = { year: 1_405, at: Date.UTC(2026, 2, 21) };

/** The instant (as if clocks showed UTC) at which a day of the Persian calendar begins; undefined: it has no such day. */
function startOf({ year, month, day }: { year: number; month: number; day: number }): number | undefined {
  const inYear = month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const guess = anchor.at + Math.round((year - anchor.year) * 365.2422 + inYear + day - 1) * dayMs;
  return [0, -1, 1, -2, 2]
    .map((days) => guess + days * dayMs)
    .find((at) => {
      const found = persianDay(at);
      return found.year === year && found.month === month && found.day === day;
    });
}

/**
 * The instant of a movement (ms), by the minute. A day without a year is the last one before `receivedAt`, a time without a
 * day is not enough. `impossible`: there is no such day or time, or it lies ahead.
 */
export function instantOf(
  { date, time }: WrittenTime,
  receivedAt: number,
): { readonly at?: number } | 'impossible' {
  if (time && (time.hour > 23 || time.minute > 59)) return 'impossible';
  if (!date) return {};
  const { year: thisYear } = persianDay(receivedAt + tehranMs);
  const years = date.year === undefined ? [thisYear, thisYear - 1] : [date.year];
  const days = years.map((year) => startOf({ ...date, year })).filter((day) => day !== undefined);
  const soonest = receivedAt + dayMs;
  const begins = days.map((day) => day - tehranMs).find((day) => day <= soonest);
  if (begins === undefined) return 'impossible';
  return time ? { at: begins + time.hour * hourMs + time.minute * minuteMs } : {};
}
