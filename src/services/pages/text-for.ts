import { languages, type Language } from '#platform/language.js';

/** A text that an admin wrote per language. */
export type TextsByLanguage = Readonly<Partial<Record<Language, string>>>;

/** What texts are read by: the person's language, then the bot's, then the first that has one (fa, en, ru). */
export interface Reading {
  readonly language: Language;
  readonly botLanguage: Language;
}

/** The text of a language, or of the next best one; '' where no language has one. */
export function textFor(texts: TextsByLanguage, { language, botLanguage }: Reading): string {
  for (const one of [language, botLanguage, ...languages]) {
    const text = texts[one]?.trim();
    if (text) return text;
  }
  return '';
}

/** Has any language a text? */
export const hasText = (texts: TextsByLanguage): boolean =>
  languages.some((language) => Boolean(texts[language]?.trim()));
