import type { Terms } from '../terms.js';

/** Sizes and prices of the packages of traffic on sale, the smallest first; gigabytes, unlimited as Infinity. */
const onSale = ({ values }: Terms): { readonly size: number; readonly priceToman: number }[] =>
  values.traffic_packages
    .filter(({ enabled }) => enabled)
    .map(({ gb, price_toman: priceToman }) => ({ size: sizeOf(gb), priceToman }))
    .sort((left, right) => left.size - right.size);

const sizeOf = (gb: number): number => (gb === 0 ? Infinity : gb);

/** The price by the month of the smallest package on sale that holds so much; `gb` 0: unlimited. Undefined: none does. */
export const packagePrice = (gb: number, terms: Terms): number | undefined =>
  onSale(terms).find(({ size }) => size >= sizeOf(gb))?.priceToman;

/** The price of the smallest packages that hold so much together; `gb` is finite. Undefined: none is on sale. */
export function packagesPrice(gb: number, terms: Terms): number | undefined {
  if (gb <= 0) return 0;
  const single = packagePrice(gb, terms);
  const largest = onSale(terms).at(-1);
  if (single !== undefined || !largest) return single;
  const count = Math.floor(gb / largest.size);
  const rest = gb - count * largest.size;
  return count * largest.priceToman + (rest > 0 ? (packagePrice(rest, terms) ?? 0) : 0);
}
