import { latinDigits } from './typed-number.js';

const sameLetters: Readonly<Record<string, string>> = {
  ...{ ي: 'ی', ى: 'ی', ئ: 'ی', ك: 'ک', ة: 'ه', ۀ: 'ه', أ: 'ا', إ: 'ا', آ: 'ا', ؤ: 'و', ё: 'е' },
};

/**
 * A text as searches compare it: capitals, accents, digits of any keyboard, Arabic letters for Persian ones, half-spaces and runs of
 * blanks make no difference. At most `most` characters.
 */
export const searchKeyOf = (text: string, most = 8_192): string =>
  [
    ...latinDigits(
      [...text.normalize('NFKC').toLowerCase()]
        .map((sign) => sameLetters[sign] ?? sign)
        .join('')
        .normalize('NFKD'),
    ).replace(/[\p{M}\p{Cf}\p{Cc}\u0640]/gu, (sign) => (/\s/.test(sign) ? ' ' : '')),
  ]
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most);

/** The same for a search: what stands anywhere in a key, as a pattern of LIKE. */
export const searchPattern = (typed: string): string =>
  `%${searchKeyOf(typed, 200).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
