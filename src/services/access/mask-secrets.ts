import { maskCardNumber } from '#platform/card-number.js';
import { scrub } from '#platform/log.js';

const secretName = /(token|secret|password|authorization|merchant_?id|api_?key|_hash|hash|requisites)$/i;
const cardName = /card_?number$/i;
const mask = '[secret]';

/**
 * A JSON value with what is named like a secret, or looks like one, masked at any depth; for audit logs. Of a bank card
 * its bank and its last four digits stay.
 */
export function maskSecrets(value: unknown): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, maskField(name, part)]));
}

function maskField(name: string, part: unknown): unknown {
  if (isSecret(name, part)) return mask;
  return cardName.test(name) && typeof part === 'string' ? maskCardNumber(part) : maskSecrets(part);
}

const isSecret = (name: string, part: unknown): boolean =>
  secretName.test(name) && (typeof part === 'string' || typeof part === 'number');
