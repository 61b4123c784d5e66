import { paysForSales } from '../terms.js';
import { entitledOf, type Facts, type Sale } from './sale.js';
import { soldBetween } from './sold.js';

/** Could the tenant pay the fleet today for the traffic that a sale gives? */
export function couldPay(
  { target, after, resetsTraffic }: Pick<Sale, 'after' | 'resetsTraffic' | 'target'>,
  { now, terms: { billing } }: Facts,
): boolean {
  if (!paysForSales(billing)) return true;
  const isFresh = !target || resetsTraffic;
  const soldGb = soldBetween(target, entitledOf(after), { at: now, isFresh }) ?? 0;
  return billing.walletToman >= Math.max(soldGb * billing.rateToman, billing.leastWalletToman);
}
