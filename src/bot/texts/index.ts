import type { Language } from '#platform/language.js';
import { en } from './en.js';
import { fa } from './fa.js';
import { ru } from './ru.js';
import type { StrangePlaceholders, Texts } from './shape.js';

/** Does not compile when a language has a placeholder that English does not have. */
function checked<T>(texts: [StrangePlaceholders<T>] extends [never] ? T : StrangePlaceholders<T>): Texts {
  return texts as unknown as Texts;
}

/** The texts of every language. To add one: a file here, a line here, and its code in `platform/language`. */
export const textsOf: Readonly<Record<Language, Texts>> = {
  en: checked<typeof en>(en),
  fa: checked<typeof fa>(fa),
  ru: checked<typeof ru>(ru),
};
