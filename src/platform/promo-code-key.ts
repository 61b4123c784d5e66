import { latinDigits } from './typed-number.js';

/** A code as it is written, and the key that all ways to type it have in common. */
export interface WrittenCode {
  readonly code: string;
  readonly key: string;
}

const leastLength = 3;
const mostLength = 32;
/** Longer texts are no codes, whatever is in them. */
const longestTyped = 200;

const sameLooks: Readonly<Record<string, string>> = {
  // Cyrillic
  ...{ А: 'A', В: 'B', Е: 'E', І: '1', Ј: 'J', К: 'K', М: 'M', Н: 'H', О: '0', Р: 'P', Ѕ: 'S', С: 'C' },
  ...{ Т: 'T', У: 'Y', Х: 'X', Ү: 'Y', Ԛ: 'Q', Ԝ: 'W', Ӏ: '1' },
  // Greek
  ...{ Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: '1', Κ: 'K', Μ: 'M', Ν: 'N', Ο: '0', Ρ: 'P', Τ: 'T' },
  ...{ Υ: 'Y', Χ: 'X', Ϲ: 'C' },
  // Latin letters and digits that are read as each other
  ...{ O: '0', I: '1', L: '1' },
  // Arabic and Persian keyboards
  ...{ ي: 'ی', ى: 'ی', ك: 'ک', ة: 'ه', ہ: 'ه', ھ: 'ه' },
};
const unseen = /[\s\p{Cf}\p{Cc}\u0640]/gu;
const dashes = /\p{Pd}/gu;
/** Who types a code from a picture may leave them out. */
const joints: ReadonlySet<string> = new Set(['-', '_']);
const isCode = /^[\p{L}\p{M}\p{N}_-]+$/u;

const lengthOf = (text: string): number => [...text].length;
const fits = (text: string): boolean => lengthOf(text) >= leastLength && lengthOf(text) <= mostLength;

/** One for every way to type it: capitals, accents, digits of any keyboard, letters of another script that look alike. */
const keyOf = (word: string): string =>
  [...latinDigits(word.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toUpperCase())]
    .filter((sign) => !joints.has(sign))
    .map((sign) => sameLooks[sign] ?? sign)
    .join('');

/** Takes a code in as an admin writes it or a person types it: 3 to 32 letters, digits, `-` and `_`; undefined: it is none. */
export function readPromoCode(written: string): WrittenCode | undefined {
  if (written.length > longestTyped) return undefined;
  const word = written.normalize('NFKC').replace(unseen, '').replace(dashes, '-');
  if (!isCode.test(word)) return undefined;
  const key = keyOf(word);
  return fits(word) && fits(key) ? { code: word, key } : undefined;
}

/** Can it stand in a link of Telegram, which takes Latin letters, digits, `-` and `_`? */
export const fitsLink = (word: string): boolean => /^[\w-]+$/.test(word);
