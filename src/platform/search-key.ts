import { latinDigits } from './typed-number.js';

/** What is left of them without their marks is written in two ways. */
const sameLetters: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ة: 'ه', ە: 'ه' };

/**
 * A text as searches compare it: capitals, accents, digits of any keyboard, Arabic letters for Persian ones, half-spaces and runs of
 * blanks make no difference. At most `most` characters.
 */
export const searchKeyOf = (text: string, most = 8_192): string =>
  latinDigits(
    text
      .slice(0, 2 * most)
      .normalize('NFKD')
      .toLowerCase(),
  )
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .replace(/[يىكةە]/g, (letter) => sameLetters[letter] ?? letter)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, most);

/** The same for a search: what stands anywhere in a key, as a pattern of LIKE. */
export const searchPattern = (typed: string): string =>
  `%${searchKeyOf(typed, 200).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
