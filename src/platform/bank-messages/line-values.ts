/** Money as a message says it. */
export interface Money {
  readonly rial: number;
  /** The sign before or after it. */
  readonly sign: '' | '+' | '-';
  /** Does it look like money by itself: by its sign, unit or separators? */
  readonly isPlain: boolean;
}

const money = /^([+-]?) ?(\d[\d,./]*) ?([+-]?) ?(ریال|تومان)?$/;
const inThrees = /^\d{1,3}(?:[,./]\d{3})+$/;
const grouped = /^\d{1,3}(?:,\d{3})+$/;

/** An amount; undefined: it is none, or has two signs. */
export function readMoney(value: string): Money | undefined {
  const [, before = '', digits = '', after = '', unit = ''] = money.exec(value) ?? [];
  const sign = before + after;
  if (!isNumber(digits) || sign.length > 1) return undefined;
  const rial = Number(digits.replace(/[,./]/g, '')) * (unit === 'تومان' ? 10 : 1);
  const isPlain = sign + unit !== '' || grouped.test(digits);
  return Number.isSafeInteger(rial) ? { rial, sign: sign as Money['sign'], isPlain } : undefined;
}

const isNumber = (digits: string): boolean => inThrees.test(digits) || /^\d{1,15}$/.test(digits);

const account = /^(?:ir)?[\dx*][\dx*./-]{3,34}$/i;
/** An account that stands alone: a run of digits, or parts with dots or dashes between. */
const aloneAccount = /^(?:\d{8,19}|\d{1,4}(?:[.-]\d{1,10}){2,4}|\d{3,4}\/\d{6,12})$/;

/** Is it an account, after a word that says so? */
export const isAccount = (value: string): boolean => account.test(value);
/** Is it an account by its form alone? */
export const isAloneAccount = (value: string): boolean => aloneAccount.test(value);

const card = /^[\dx*][\dx* -]{2,24}$/i;
const cardEnd = /^(?:.*[x* -])?(\d{4})$/i;

/** The last four digits of a card, whole or masked; undefined: it is none, or shows another part of its number. */
export function readCardEnd(value: string): string | undefined {
  if (!card.test(value)) return undefined;
  const bare = value.replace(/[ -]/g, '');
  if (/^\d{16}$/.test(bare)) return bare.slice(-4);
  if (/^\d{4}$/.test(bare)) return bare;
  return /[x*]/i.test(bare) ? cardEnd.exec(bare)?.[1] : undefined;
}

/** A number of the bank for a movement; undefined: it is none. */
export const readReference = (value: string): string | undefined =>
  /^\d{4,24}$/.test(value) ? value : undefined;
