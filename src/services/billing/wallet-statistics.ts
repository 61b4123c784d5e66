import { addDays, daysBetween, startOfDay } from '#platform/calendar.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readWallet, type TenantWallet } from './read-wallet.js';
import { sumLedger, type LedgerSums } from './sum-ledger.js';

/** Days, both included, by the clocks of a time zone. */
export interface WalletPeriod {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** How a tenant's wallet stands, and what went through it in some days. */
export interface WalletStatistics {
  readonly wallet: TenantWallet;
  readonly sums: LedgerSums;
  /** What sales and consumed traffic cost a day on average, less what was refunded. */
  readonly spentADayToman: number;
  /** Whole days for which the wallet lasts at that pace, down to its minimum; null: nothing is spent. */
  readonly lastsDays: number | null;
}

/** Reads them in the open transaction; undefined when the bot is gone. */
export async function readWalletStatistics(
  tenant: Tenant,
  tx: Tx,
  { from, to, timeZone }: WalletPeriod,
): Promise<WalletStatistics | undefined> {
  const wallet = await readWallet(tenant, tx);
  const span = { from: startOfDay(from, timeZone), to: startOfDay(addDays(to, 1), timeZone) };
  const [sums] = await sumLedger(tenant, tx, [span]);
  if (!wallet || !sums) return undefined;
  const spent = -(sums.salesToman + sums.refundsToman + sums.trafficToman);
  const aDay = Math.max(0, Math.round(spent / (daysBetween(from, to) + 1)));
  const left = Math.max(0, wallet.balanceToman - wallet.owedToman - wallet.minToman);
  return { wallet, sums, spentADayToman: aDay, lastsDays: aDay === 0 ? null : Math.floor(left / aDay) };
}
