import { latinDigits, parseWholeNumber } from './typed-number.js';

/** Longer texts are no sums. */
const longest = 100;

const scales: ReadonlyMap<string, number> = new Map([
  ...['هزار', 'هزارتا', 'k', 'к', 'thousand', 'тыс', 'тысяч', 'тысяча', 'тысячи', 'тысячу'].map(
    (word) => [word, 1_000] as const,
  ),
  ...[
    'میلیون',
    'ملیون',
    'm',
    'м',
    'mln',
    'million',
    'millions',
    'млн',
    'миллион',
    'миллиона',
    'миллионов',
  ].map((word) => [word, 1_000_000] as const),
]);
/** Units, and how many of each are one toman. */
const units: ReadonlyMap<string, number> = new Map([
  ...['تومان', 'تومن', 'ت', 'toman', 'tomans', 'irt', 'томан', 'томана', 'томанов', 'томаны'].map(
    (word) => [word, 1] as const,
  ),
  ...['ریال', 'rial', 'rials', 'irr', 'риал', 'риала', 'риалов'].map((word) => [word, 10] as const),
]);
const joints: ReadonlySet<string> = new Set(['و', 'and', 'и']);

/** Marks of direction, which nobody sees; what joins letters is between words here. */
const unseen = /[\u200e\u200f\u2066-\u2069]/g;
const blanks = /[\s\u200c\u200d]+/g;
/** Numbers with separators inside, words, and what is neither. */
const tokenPattern = /\d+(?:[.,'،٬٫/_]\d+)*|\p{L}+|\S/gu;

/**
 * A sum in whole toman as people type it: `50,000`, «۵۰ هزار تومان», `1.5m`, «۱ میلیون و ۲۰۰ هزار», `50 тыс.`; rial where they say
 * so. Undefined: it is none, or it could be two, such as `1.500 million`.
 */
export function parseToman(typed: string): number | undefined {
  const plain = parseWholeNumber(typed);
  if (plain !== undefined) return plain;
  const text = latinDigits(typed).replace(unseen, '').replace(blanks, ' ').trim().toLowerCase();
  if (text.length > longest) return undefined;
  const read = readParts(wordsOf(text.replaceAll('ي', 'ی').replaceAll('ك', 'ک')));
  const sum = read && addUp(read.parts);
  if (!read || sum === undefined || sum % read.unit !== 0) return undefined;
  const toman = sum / read.unit;
  return Number.isSafeInteger(toman) && toman < 1e12 ? toman : undefined;
}

/** A number of a sum, and what it counts: 1, thousands or millions. */
interface Part {
  number: string;
  scale: number;
}

/** Its tokens; a scale that is written together with its unit is two. */
const wordsOf = (text: string): string[] =>
  (text.match(tokenPattern) ?? []).flatMap((token) => {
    const scale = [...scales.keys()].find(
      (word) => token.startsWith(word) && units.has(token.slice(word.length)),
    );
    return scale === undefined || scales.has(token) ? [token] : [scale, token.slice(scale.length)];
  });

function readParts(tokens: readonly string[]): { readonly parts: Part[]; readonly unit: number } | undefined {
  const words = joinThousands(dropPoints(tokens));
  const unit = units.get(words.at(-1) ?? '');
  const parts = partsOf(unit === undefined ? words : words.slice(0, -1));
  return parts && { parts, unit: unit ?? 1 };
}

/** Points end abbreviations and sentences. */
const dropPoints = (tokens: readonly string[]): string[] =>
  tokens.filter(
    (token, at) => token !== '.' || !(/^\p{L}/u.test(tokens[at - 1] ?? '') || at === tokens.length - 1),
  );

/** Thousands with a blank between are one number. */
const joinThousands = (tokens: readonly string[]): string[] =>
  tokens.reduce<string[]>((joined, token) => {
    const before = joined.at(-1) ?? '';
    if (!isNumber(before) || !/^\d{3}$/.test(token)) return [...joined, token];
    return [...joined.slice(0, -1), before + token];
  }, []);

const isNumber = (token: string): boolean => /^\d/.test(token);

function partsOf(words: readonly string[]): Part[] | undefined {
  const parts: Part[] = [];
  for (const word of words) {
    const last = parts.at(-1);
    const isOpen = last?.scale === 1;
    const scale = scales.get(word);
    if (isNumber(word) && !isOpen) parts.push({ number: word, scale: 1 });
    else if (scale !== undefined && isOpen) last.scale = scale;
    else if (!joints.has(word) || !last || isOpen) return undefined;
  }
  return parts;
}

/** Parts come by their size: millions, thousands, the rest. */
function addUp(parts: readonly Part[]): number | undefined {
  let sum = 0;
  let most = Infinity;
  for (const part of parts) {
    const value = valueOf(part);
    if (value === undefined || value >= most) return undefined;
    sum += value;
    most = part.scale;
  }
  return parts.length === 0 ? undefined : sum;
}

/** A comma or point before one or two digits is a fraction, before three it is thousands; before three of thousands it could be both. */
function valueOf({ number, scale }: Part): number | undefined {
  const [whole = '', ...rest] = number.split(/[.,'،٬٫/_]/);
  const [fraction = ''] = rest;
  const isGrouped = rest.every((group) => group.length === 3);
  const isPlain =
    rest.length === 0 || (isGrouped && (scale === 1 || rest.length > 1 || /['٬_]/.test(number)));
  if (isPlain) return Number(whole + rest.join('')) * scale;
  if (scale === 1 || rest.length > 1 || fraction.length > 2) return undefined;
  return (Number(whole + fraction) * scale) / 10 ** fraction.length;
}
