/** Persian and Arabic digits as Latin ones; all else stays. */
export const latinDigits = (text: string): string =>
  text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));

/** What people put between the digits of a large number, and what nobody sees. */
const between = /[\s'\u200c\u200e\u200f\u2066-\u2069_]/g;
/** Points and commas stand before each group of three, or they are no separators: `50.5` is not 505. */
const grouped = /^\d{1,3}(?:[.,،٬٫]\d{3})+$/;

/** A whole number as people type it: digits of any of the languages, with or without separators; undefined: it is none. */
export function parseWholeNumber(typed: string): number | undefined {
  const bare = latinDigits(typed).replace(between, '');
  const plain = grouped.test(bare) ? bare.replace(/[.,،٬٫]/g, '') : bare;
  return /^\d{1,12}$/.test(plain) ? Number(plain) : undefined;
}
