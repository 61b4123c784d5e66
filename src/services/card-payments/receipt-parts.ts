import { parseCardNumber } from '#platform/card-number.js';
import { latinDigits } from '#platform/typed-number.js';

/** A part of a receipt as its payer sent it: a file with or without words, or words alone. */
export interface ReceiptPart {
  readonly kind: 'document' | 'image' | 'text';
  /** null: words alone. */
  readonly fileId: string | null;
  /** The same file wherever it is sent. */
  readonly fileUniqueId: string | null;
  readonly words: string | null;
}

/** Parts that an attempt may have, and characters of the words of one: a caption has no more. */
export const mostParts = 20;
export const mostWords = 1_024;
/** The largest file that Telegram lets a bot download, in bytes. */
export const mostFileBytes = 20 * 2 ** 20;

const trackingNumber = /c2c[\s-]?\d+/gi;
const reference = /(?<!\d)\d{6,25}(?!\d)/g;

/**
 * Numbers in the words of a receipt that look like references of a transfer: 6 to 25 digits of any of the languages. Numbers of
 * cards and our own tracking numbers are none.
 */
export function findReferences(words: string | null): string[] {
  const plain = latinDigits(words ?? '').replace(trackingNumber, ' ');
  const found = plain.match(reference) ?? [];
  return [...new Set(found.filter((digits) => parseCardNumber(digits) === undefined))];
}

/** Words as PostgreSQL can keep them: no NUL, no half of a surrogate pair. Null: there is nothing to read in them. */
export function storableWords(words: string | undefined): string | null {
  // eslint-disable-next-line no-control-regex -- PostgreSQL refuses NUL in any text
  const kept = (words ?? '').replace(/\u0000|\p{Cs}/gu, '').trim();
  return kept === '' ? null : kept;
}
