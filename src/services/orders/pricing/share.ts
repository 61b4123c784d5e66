/** `amount × part / whole`, in whole toman, rounded down or up; exact for any safe integers. `whole` is above zero. */
export function shareOf(
  amount: number,
  { part, whole, round }: { readonly part: number; readonly whole: number; readonly round: 'down' | 'up' },
): number {
  const product = BigInt(amount) * BigInt(part);
  const divisor = BigInt(whole);
  const up = round === 'up' && product % divisor > 0n ? 1n : 0n;
  return Number(product / divisor + up);
}

/** Months in so many days, for what is priced by the month: the nearest whole number, at least 1. */
export const monthsOf = (days: number): number => Math.max(1, Math.round(days / 30));
