/**
 * Toman and the currencies of gateways. Inside the fleet money is whole toman; another currency is there only where a
 * gateway is spoken to, as a decimal text such as `4.99`, with the rate that was used. All arithmetic is in whole numbers.
 */

/** Currencies that gateways take, and how many decimals an amount of each has. IRT is toman, IRR rial, XTR Telegram Stars. */
export const currencyDecimals = { IRR: 0, IRT: 0, RUB: 2, USD: 2, XTR: 0 } as const;
export type Currency = keyof typeof currencyDecimals;

/** Decimals of a rate, as the columns have them. */
const rateDecimals = 8;
const amountPattern = /^(0|[1-9]\d{0,17})(?:\.(\d{1,18}))?$/;

const scaled = (text: string, decimals: number): bigint => {
  const match = amountPattern.exec(text);
  if (!match) throw new RangeError(`${text.slice(0, 40)} is no decimal number`);
  const [, whole = '0', fraction = ''] = match;
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  return BigInt(whole + kept);
};

function textOf(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Is the text an amount that can be compared: digits with at most one point, no sign, no exponent? */
export const isAmount = (text: string): boolean => amountPattern.test(text);

/** The amount with as many decimals as its currency has: `299` roubles are `299.00`. What is beyond them is cut off. */
export const fullAmount = (amount: string, currency: Currency): string =>
  textOf(scaled(amount, currencyDecimals[currency]), currencyDecimals[currency]);

/**
 * What an amount of toman is in a currency, rounded up to its smallest unit, so that the payer gives at most one unit more
 * than it is worth. `rateToman`: toman a unit of the currency, as a decimal text above zero.
 */
export function toCurrency(amountToman: number, currency: Currency, rateToman: string): string {
  const decimals = currencyDecimals[currency];
  const rate = rateOf(rateToman);
  const dividend = BigInt(amountToman) * 10n ** BigInt(decimals + rateDecimals);
  return textOf((dividend + rate - 1n) / rate, decimals);
}

/** What a part of an amount of toman is in a currency, rounded down, so that parts are never more than the whole. */
export function partInCurrency(partToman: number, currency: Currency, rateToman: string): string {
  const decimals = currencyDecimals[currency];
  const dividend = BigInt(partToman) * 10n ** BigInt(decimals + rateDecimals);
  return textOf(dividend / rateOf(rateToman), decimals);
}

/** What an amount of a currency is worth in whole toman, rounded down. */
export function toToman(amount: string, rateToman: string): number {
  const precision = 18;
  const product = scaled(amount, precision) * rateOf(rateToman);
  const toman = product / 10n ** BigInt(precision + rateDecimals);
  if (toman > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('the amount is too large to be counted');
  return Number(toman);
}

/** An amount without a smaller one of the same currency. */
export function lessAmount(whole: string, part: string, currency: Currency): string {
  const decimals = currencyDecimals[currency];
  return textOf(scaled(whole, decimals) - scaled(part, decimals), decimals);
}

/** Below zero, zero or above: how the first of two amounts of one currency stands to the second; `4.990` is `4.99`. */
export function compareAmounts(left: string, right: string): number {
  const difference = scaled(left, 18) - scaled(right, 18);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum of amounts of one currency, with as many decimals as that of them which has most. */
export function sumOfAmounts(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  return textOf(
    amounts.reduce((sum, amount) => sum + scaled(amount, decimals), 0n),
    decimals,
  );
}

/**
 * What part of an amount is worth: `amount × part ÷ whole`, rounded down; all of it when part is whole. `part` and `whole`
 * are of one currency, `amount` may be of another, and keeps at least 6 decimals. `part` is at most `whole`.
 */
export function partOfAmount(amount: string, part: string, whole: string): string {
  const order = compareAmounts(part, whole);
  if (order > 0) throw new RangeError('a part is not more than its whole');
  if (order === 0) return amount;
  const decimals = Math.max(6, amount.split('.')[1]?.length ?? 0);
  return textOf((scaled(amount, decimals) * scaled(part, 18)) / scaled(whole, 18), decimals);
}

function rateOf(text: string): bigint {
  const rate = scaled(text, rateDecimals);
  if (rate === 0n) throw new RangeError('a rate must be above zero');
  return rate;
}
