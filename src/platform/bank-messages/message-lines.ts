import { latinDigits } from '../typed-number.js';
import { bankOfTitle, bankTitles } from './message-banks.js';

/** Longest message that a bank sends, in characters. */
const longest = 1_000;

/** Letters and signs that are written in several ways, and the one that the tables have. */
const spellings: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  أ: 'ا',
  إ: 'ا',
  '\u2212': '-',
  '\u2013': '-',
  '\u2022': '*',
  '\u00d7': '*',
  '\u066b': ',',
  '\u066c': ',',
  '\u060c': ',',
};
const spelt = /[يىئكةۀأإ\u2212\u2013\u2022\u00d7\u066b\u066c\u060c]/g;
/** Marks of direction, vowels and the stroke that stretches a word: they say nothing. */
const unsaid = /[\u0640\u064b-\u0652\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const blanks = /[\u200c\s]+/g;
const ornaments = '#=!.,؛_~*';

/** Names of one thing that are written apart, together or with a word before. */
const oneName: readonly (readonly [RegExp, string])[] = [
  [/(?:کد|شماره|ش) ?(?:پیگیری|رهگیری)/g, 'پیگیری'],
  [/(?:کد|شماره) ?(?:مرجع|ارجاع)/g, 'مرجع'],
  [/کارت به کارت/g, 'کارتی'],
  [/در (?:تاریخ|ساعت)/g, 'تاریخ'],
  [/مبلغ واریزی?/g, 'واریز'],
  [/باقی ?مانده/g, 'مانده'],
  [/شناسه واریز/g, 'شناسه'],
];

/** Where a sentence that tells all in one line is cut apart. */
const joints =
  / (?=(?:مبلغ|مانده|موجودی|واریز|تاریخ|ساعت|پیگیری|رهگیری|مرجع|به حساب|به کارت|به سپرده|از کارت|از حساب|برداشت شد|کسر شد)(?:[ :]|$))/;
/** A day may follow an amount without a word. */
const beforeDay = /(?<=ریال|تومان) (?=1[34]\d{2}[/.-]\d)/;
const greeting = /^[^\d:]{1,40} (?:عزیز|گرامی)(?:[,!]|$) ?/;

/** The text with one kind of digits and letters; blanks are kept only between words. */
export const plainText = (text: string): string =>
  latinDigits(text.normalize('NFKC'))
    .replace(unsaid, '')
    .replace(spelt, (sign) => spellings[sign] ?? sign);

/** A message as lines that the tables know; undefined: longer than any bank's. */
export function messageLines(text: string): readonly string[] | undefined {
  if (text.length > longest) return undefined;
  return plainText(text)
    .split(/[\r\n|]/)
    .map(tidy)
    .flatMap(withoutTitle)
    .flatMap(cutApart)
    .map(tidy)
    .filter((line) => line !== '');
}

/** Banks put their names between stars; a card's mask and the sign after an amount stay. */
function withoutOrnaments(line: string): string {
  const isStarred = line.startsWith('*') && line.endsWith('*');
  let [from, to] = [0, line.length];
  while (from < to && ornaments.includes(line[from] ?? '') && (isStarred || line[from] !== '*')) from += 1;
  while (to > from && ornaments.includes(line[to - 1] ?? '')) to -= 1;
  return line.slice(from, to).trim();
}

/** Free words may be the payer's own, and bring no facts: they stay in one line. */
const freeWords = /^(?:بابت|شرح|توضیح|توضیحات|فرستنده|واریز کننده):/;

function cutApart(line: string): readonly string[] {
  if (freeWords.test(line)) return [line];
  return line
    .replace(greeting, '')
    .split(joints)
    .flatMap((part) => part.split(beforeDay));
}

function tidy(line: string): string {
  const one = withoutOrnaments(line.replace(blanks, ' ').trim());
  return oneName.reduce((text, [written, name]) => text.replace(written, name), one).replace(/ ?: ?/g, ':');
}

/** A bank's name at the head of a line is a line of its own. */
function withoutTitle(line: string): readonly string[] {
  if (bankOfTitle(line) !== undefined) return [line];
  const title = bankTitles.find((one) => line.startsWith(`${one} `) || line.startsWith(`${one}:`));
  return title === undefined ? [line] : [title, line.slice(title.length + 1)];
}
