/** Persian and Arabic digits as Latin ones; all else stays. */
export const latinDigits = (text: string): string =>
  text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));

/** Signs that people put between the digits of a large number. */
const between = /[\s.,'،٬٫\u200c\u200e\u200f\u2066-\u2069_]/g;

/** A whole number as people type it: digits of any of the languages, with or without separators; undefined: it is none. */
export function parseWholeNumber(typed: string): number | undefined {
  const plain = latinDigits(typed).replace(between, '');
  return /^\d{1,12}$/.test(plain) ? Number(plain) : undefined;
}
