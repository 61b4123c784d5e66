import type { Language } from '#platform/language.js';

const locales: Record<Language, string> = { fa: 'fa-IR', en: 'en-GB', ru: 'ru-RU' };

const whole = Object.fromEntries(
  Object.entries(locales).map(([language, locale]) => [
    language,
    new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  ]),
) as Record<Language, Intl.NumberFormat>;

const plurals = Object.fromEntries(
  Object.entries(locales).map(([language, locale]) => [language, new Intl.PluralRules(locale)]),
) as Record<Language, Intl.PluralRules>;

/** A whole number with the language's digits and grouping: ۱۲۳٬۰۰۰, 123,000, 123 000. */
export const formatNumber = (language: Language, value: number): string => whole[language].format(value);

/** The digits of a number that names something, such as ۱۰۲۴ or 1024: the language's, as they stand. */
export const formatDigits = (language: Language, digits: string): string =>
  digits.replace(/\d/g, (digit) => whole[language].format(Number(digit)));

/** Forms of a counted word by the language's plural rule; `{count}` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** A counted word: the right form, the number in it written with the language's digits. */
export function formatCount(language: Language, forms: PluralForms, count: number): string {
  const form = forms[plurals[language].select(Math.abs(count))] ?? forms.other;
  return form.replaceAll('{count}', formatNumber(language, count));
}

const decimal = Object.fromEntries(
  Object.entries(locales).map(([language, locale]) => [
    language,
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  ]),
) as Record<Language, Intl.NumberFormat>;

/** A number with one digit after the point at most: ۲٫۴, 2.4, 2,4. */
export const formatDecimal = (language: Language, value: number): string => decimal[language].format(value);
