import { z } from 'zod';
import { languages, type Language } from './language.js';
import { shownText } from './telegram/html.js';
import { hasVisibleText } from './visible-text.js';

const unseen = 'must have text that can be seen';

/** A plain text that people see, of 1 to `max` characters. */
export const shownLine = (max: number) => z.string().min(1).max(max).refine(hasVisibleText, unseen);

/** Longest text of an admin, in UTF-16 units of HTML: with its frame it still fits one message. */
const longestText = 3500;

/** Longest document of an admin, likewise: it is read in pages. */
const longestDocument = 12_000;

const htmlUpTo = (most: number) =>
  z
    .string()
    .max(most)
    .superRefine((text, context) => {
      const fault = faultOfHtml(text);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    });

/** A text of an admin in Telegram's HTML, as it takes it. */
export const htmlText = htmlUpTo(longestText);

/** The same of a few lines. */
export const shortHtml = htmlUpTo(500);

/** The same of any length that is read in pages. */
export const documentHtml = htmlUpTo(longestDocument);

/** What Telegram would refuse in a text; undefined when it takes it. */
function faultOfHtml(text: string): string | undefined {
  try {
    return hasVisibleText(shownText(text)) ? undefined : unseen;
  } catch (error) {
    return error instanceof Error ? error.message : 'not HTML';
  }
}

/** An object that may have a member for each language. */
export const objectPerLanguage = <S extends z.ZodType>(schema: S) =>
  z.strictObject(
    Object.fromEntries(languages.map((language) => [language, schema.optional()])) as Record<
      Language,
      z.ZodOptional<S>
    >,
  );

const isHttps = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:';

/** An address that begins with https://. */
export const httpsAddress = z
  .string()
  .max(500)
  .refine(isHttps, 'must be an address that begins with https://');

/** A list without repeats. */
export const distinct = <S extends z.ZodType>(each: S, most: number) =>
  z
    .array(each)
    .max(most)
    .refine((list) => new Set(list).size === list.length, 'names something twice');
