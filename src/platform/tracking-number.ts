import { latinDigits } from './typed-number.js';

/** Damm's quasigroup: every wrong digit and every swap of neighbours changes the sum. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];
const leastDigits = 4;

const sumOf = (digits: string): string =>
  [...digits].reduce((row, digit) => (damm[Number(row)] as string)[Number(digit)] as string, '0');

/** How people know a payment from card to card: `C2C-` and its number with a check digit at the end. `number`: digits. */
export function trackingNumberOf(number: string): string {
  const digits = number.padStart(leastDigits, '0');
  return `C2C-${digits}${sumOf(digits)}`;
}

/**
 * A tracking number as people type it, in the form that rows have: digits of any of the languages, with or without the
 * letters, dash and blanks. Undefined: it is none, or a digit is wrong.
 */
export function parseTrackingNumber(typed: string): string | undefined {
  const match = /^(?:c2c)?(\d{5,20})$/i.exec(
    latinDigits(typed).replace(/[\s\u200c\u200e\u200f\u2010-\u2015\u2066-\u2069_#-]/g, ''),
  );
  const digits = match?.[1];
  return digits !== undefined && sumOf(digits) === '0' ? `C2C-${digits}` : undefined;
}
