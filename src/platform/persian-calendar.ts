import { dayMs } from './units.js';

const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** The first day of 1405, from which days are counted. */
const anchor = { year: 1_405, at: Date.UTC(2026, 2, 21) };

/** The day (YYYY-MM-DD, Gregorian) that a day of the Persian calendar is; undefined: it has no such day. */
export function dayOfPersian(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const inYear = month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const guess = anchor.at + Math.round((year - anchor.year) * 365.2422 + inYear + day - 1) * dayMs;
  const at = [0, -1, 1, -2, 2]
    .map((days) => guess + days * dayMs)
    .find((one) => isDay(one, [year, month, day]));
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 10);
}

/** The month (`1405-09`) of the Persian calendar that a Gregorian day (YYYY-MM-DD) is in. */
export function monthOfPersian(day: string): string {
  const parts = persian.formatToParts(Date.parse(day));
  const [year = '', month = ''] = (['year', 'month'] as const).map(
    (name) => parts.find(({ type }) => type === name)?.value,
  );
  return `${year}-${month.padStart(2, '0')}`;
}

function isDay(at: number, wanted: readonly number[]): boolean {
  const parts = persian.formatToParts(at);
  const found = (['year', 'month', 'day'] as const).map((name) =>
    Number(parts.find(({ type }) => type === name)?.value),
  );
  return found.every((value, place) => value === wanted[place]);
}
