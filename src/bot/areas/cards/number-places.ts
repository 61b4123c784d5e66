import { bankOfCard } from '#platform/banks.js';
import type { Language } from '#platform/language.js';

/**
 * Where the number of a card goes in a message that waits to be sent: in fours, as digits, and the bank below it. No shorter than
 * what takes their place, so that a message that fits still does.
 */
export const numberPlaces = {
  inFours: '{number of the card, in fours}',
  digits: '{number of the card}',
  bank: '{bank of the card, where it is one that we know}',
} as const;

/** The parameters of a call with the card's number and bank in their places. */
export function fillNumber(
  params: Readonly<Record<string, unknown>>,
  { number, language }: { readonly number: string; readonly language: Language },
): Record<string, unknown> {
  const bank = bankOfCard(number)?.name[language];
  const filled: readonly (readonly [place: string, by: string])[] = [
    [numberPlaces.inFours, number.replace(/(\d{4})(?=\d)/g, '$1 ')],
    [numberPlaces.digits, number],
    [numberPlaces.bank, bank === undefined ? '' : `\n🏦 ${bank}`],
  ];
  return fillIn(params, (text) =>
    filled.reduce((left, [place, by]) => left.replaceAll(place, by), text),
  ) as Record<string, unknown>;
}

/** The same value with its texts filled, at any depth. */
function fillIn(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((one) => fillIn(one, fill));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillIn(one, fill)]));
}
