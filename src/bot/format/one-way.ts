import type { Language } from '#platform/language.js';

const rightToLeft = /(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const letters = /\p{L}/gu;
const isolates = /[\u2066-\u2069]/;

/** Unseen signs that say which way a line goes, wherever its first letter goes. */
const marks: Record<Language, string> = { fa: '\u200f', en: '\u200e', ru: '\u200e' };

type Letters = 'foreign' | 'mixed' | 'none' | 'own';

/** Do the letters of a text go the way of the language, or against it? */
function lettersOf(language: Language, text: string): Letters {
  const ways = new Set((text.match(letters) ?? []).map((letter) => isOwn(language, letter)));
  if (ways.size === 2) return 'mixed';
  return ways.has(true) ? 'own' : ways.has(false) ? 'foreign' : 'none';
}

const isOwn = (language: Language, letter: string): boolean =>
  rightToLeft.test(letter) === (language === 'fa');

/**
 * A line without markup, such as the text of a button, that is read the way of its language though a brand or a name in it goes the
 * other way: `fill` makes it of the values as they are shown to it. Where nothing in it goes the way of the language, it is left as it is.
 */
export function oneWay(language: Language, fill: (show: (value: string) => string) => string): string {
  const plain = fill((value) => value);
  if (lettersOf(language, plain) !== 'mixed') return plain;
  const text = fill((value) => (needsIsolate(language, value) ? `\u2068${value}\u2069` : value));
  return isOwn(language, /\p{L}/u.exec(text)?.[0] ?? '') ? text : `${marks[language]}${text}`;
}

function needsIsolate(language: Language, value: string): boolean {
  const found = lettersOf(language, value);
  return (found === 'foreign' || found === 'mixed') && !isolates.test(value);
}
