import { parseCardNumber } from '#platform/card-number.js';
import { dayOfPersian } from '#platform/persian-calendar.js';
import { latinDigits } from '#platform/typed-number.js';

/** Marks that turn the direction of a text; they stand anywhere between digits. */
const unseen = /[\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const plainOf = (words: string): string =>
  latinDigits(words).replace(unseen, '').replace(/[٬،٫]/g, ',').replace(/\s+/g, ' ');

const numbers = /(?<!\d[,.']?)(?:\d{1,3}(?:[,.']\d{3})+|\d{1,12})(?!\d|[,.']\d)/g;
/** What stands behind an amount. */
const rials = /^ ?(?:ریال|﷼|rials?\b|irr\b|риал)/iu;
const tomans = /^ ?(?:تومان|تومن|tomans?\b|irt\b|туман|томан)/iu;
const factors = [
  [/^ ?(?:هزار|thousand|тыс\.?)/iu, 1_000],
  [/^ ?(?:میلیون|million|млн\.?)/iu, 1_000_000],
] as const;
/** What is left on an account, and what the bank takes, is no amount of a transfer. */
const besides = /(?:مانده|موجودی|کارمزد|balance|fee|остат\p{L}{0,10}|комисс\p{L}{0,10}) ?[:=]? ?$/iu;
const longestLabel = 24;

/** The amounts that words name with a currency, in toman; without what is left on an account, and what the bank takes. */
export function amountsIn(words: string): number[] {
  const plain = plainOf(words);
  const found = [...plain.matchAll(numbers)].flatMap(({ 0: digits, index }) => {
    if (besides.test(plain.slice(Math.max(0, index - longestLabel), index))) return [];
    let behind = plain.slice(index + digits.length, index + digits.length + longestLabel);
    let amount = Number(digits.replace(/[,.']/g, ''));
    for (const [word, factor] of factors)
      if (word.test(behind)) [behind, amount] = [behind.replace(word, ''), amount * factor];
    return rials.test(behind) ? [amount / 10] : tomans.test(behind) ? [amount] : [];
  });
  return [...new Set(found)];
}

const written = /(?<![\d/.-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?![\d/.-]\d|\d)/g;
const persianMonths = [
  ...['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور'],
  ...['مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'],
];
const named =
  /(?<!\d)(\d{1,2})\s{1,4}(فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)\s{1,4}(?:ماه\s{1,4})?(1[34]\d{2})(?!\d)/gu;

/** The day that three numbers say; years of the thirteen and fourteen hundreds are Persian. */
function dayOf(year: number, month: number, day: number): string | undefined {
  if (year >= 1_300 && year < 1_500) return dayOfPersian(year, month, day);
  if (year < 2_000 || year > 2_100) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? at.toISOString().slice(0, 10)
    : undefined;
}

/** The one day (YYYY-MM-DD) that words name with its year; undefined: none, several, or one that is none. */
export function dayIn(words: string): string | undefined {
  const plain = plainOf(words);
  const days = [
    ...[...plain.matchAll(written)].map(([, year, , month, day]) =>
      dayOf(Number(year), Number(month), Number(day)),
    ),
    ...[...plain.matchAll(named)].map(([, day, month = '', year]) =>
      dayOf(Number(year), persianMonths.indexOf(month) + 1, Number(day)),
    ),
  ];
  const [first] = days;
  return new Set(days).size === 1 ? first : undefined;
}

/**
 * May a number be the reference of one transfer? Cards, phones, accounts (24 digits), days, and what the payment itself asked for
 * come in many receipts.
 */
export function isReference(
  digits: string,
  { amountToman, trackingNumber }: { readonly amountToman: number; readonly trackingNumber: string },
): boolean {
  const ofPayment = [String(amountToman), String(amountToman * 10), trackingNumber.replace(/^\D*\d\D+/, '')];
  if (ofPayment.includes(digits) || digits.length === 24) return false;
  if (parseCardNumber(digits) !== undefined || /^(?:0|0098|98)9\d{9}$/.test(digits)) return false;
  return !(/^(?:1[34]|20)\d{6}$/.test(digits) && isDayInOne(digits));
}

const isDayInOne = (digits: string): boolean =>
  dayOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))) !== undefined;
