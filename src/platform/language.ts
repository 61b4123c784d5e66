/** The languages people can be spoken to in, by ISO 639-1 code; Persian first. */
export const languages = ['fa', 'en', 'ru'] as const;
export type Language = (typeof languages)[number];

/** Is this the code of a language we speak? */
export const isLanguage = (code: unknown): code is Language =>
  typeof code === 'string' && (languages as readonly string[]).includes(code);
