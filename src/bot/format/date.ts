import type { Language } from '#platform/language.js';

/** Where a language's readers live, as far as calendars go: Jalali in Persian, Gregorian elsewhere. */
const calendars: Record<Language, string> = {
  fa: 'fa-IR-u-ca-persian',
  en: 'en-GB',
  ru: 'ru-RU',
};

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const format = new Intl.DateTimeFormat(calendars[language], { ...parts, timeZone });
  made.set(key, format);
  return format;
}

/** The day of an instant in a time zone: ۲۹ آبان ۱۴۰۵, 20 November 2026, 20 ноября 2026 г. */
export const formatDate = (language: Language, at: Date, timeZone: string): string =>
  formatter(language, timeZone).format(at);
