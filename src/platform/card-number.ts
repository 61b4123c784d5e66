import { bankOfCard } from './banks.js';
import { latinDigits } from './typed-number.js';

const digits = /^\d{16}$/;
const apart = /[\s\u200c\u200e\u200f\u2010-\u2015\u2212_-]/g;

/**
 * The 16 digits of a bank card as people write them: Persian, Arabic or Latin digits, with blanks or dashes between.
 * Undefined when it is no number of a card; every bank of Iran gives numbers that Luhn's check digit holds for.
 */
export function parseCardNumber(written: string): string | undefined {
  const plain = latinDigits(written).replace(apart, '');
  return digits.test(plain) && !plain.startsWith('0') && hasCheckDigit(plain) ? plain : undefined;
}

/** Luhn's sum: from the right, every second digit is doubled. */
function hasCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) : Number(digit) * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** A card for logs: its bank and its last four digits, `603799******1234`. */
export const maskCardNumber = (number: string): string =>
  number.length === 16 ? `${number.slice(0, 6)}******${number.slice(-4)}` : '[card]';

/** Sixteen digits of any of the languages, also in fours, that are not a part of more. */
const sixteenDigits =
  /(?<![\d۰-۹٠-٩])(?:[\d۰-۹٠-٩]{4}[\s\u200c\u200e\u200f\u2010-\u2015\u2212_-]?){3}[\d۰-۹٠-٩]{4}(?![\d۰-۹٠-٩])/g;

/** Could a text hold the number of a card? */
export const hasSixteenDigits = (text: string): boolean => text.search(sixteenDigits) !== -1;

/**
 * A text without numbers of cards: those with a bank that we know and a right check digit are masked; other numbers of
 * sixteen digits (instants, ids) stay.
 */
export const maskCardNumbers = (text: string): string =>
  text.replace(sixteenDigits, (found) => {
    const number = parseCardNumber(found);
    return number !== undefined && bankOfCard(number) ? maskCardNumber(number) : found;
  });

const namedNumber = /("(?:\w*_)?card_number":")(\d{16})"/g;

/** JSON without numbers of cards in fields of that name, whatever bank they are of. */
export const maskCardFields = (json: string): string =>
  json.replace(namedNumber, (_, name: string, number: string) => `${name}${maskCardNumber(number)}"`);
