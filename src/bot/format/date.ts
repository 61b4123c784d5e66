import { LRUCache } from 'lru-cache';
import type { Language } from '#platform/language.js';

/** Where a language's readers live, as far as calendars go: Jalali in Persian, Gregorian elsewhere. */
const calendars: Record<Language, string> = {
  fa: 'fa-IR-u-ca-persian',
  en: 'en-GB',
  ru: 'ru-RU',
};

/** A formatter takes tens of kilobytes; a fleet needs a few, whatever its bots' settings say. */
const made = new LRUCache<string, Intl.DateTimeFormat>({ max: 300 });

const parts = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  time: { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const;

function formatter(what: keyof typeof parts, language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${what} ${language} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(calendars[language], { ...parts[what], timeZone });
  made.set(key, format);
  return format;
}

/** The day of an instant in a time zone: ۲۹ آبان ۱۴۰۵, 20 November 2026, 20 ноября 2026 г. (whose stop ends a sentence, too). */
export const formatDate = (language: Language, at: Date, timeZone: string): string =>
  formatter('date', language, timeZone).format(at);

/** The month of an instant in a time zone: آبان ۱۴۰۵, November 2026, ноябрь 2026 г. */
export const formatMonth = (language: Language, at: Date, timeZone: string): string =>
  formatter('month', language, timeZone).format(at);

/** Day and minute of an instant in a time zone, without the year: ۲۹ آبان ساعت ۱۴:۳۰, 20 November at 14:30. */
export const formatTime = (language: Language, at: Date, timeZone: string): string =>
  formatter('time', language, timeZone).format(at);
