import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** SQL on a row of `bots`: whole toman that it owes for consumed traffic. */
export const owedText = 'trunc(traffic_owed / 1073741824)';

/**
 * SQL on a row of `bots`: is its wallet below its minimum, with what it owes for consumed traffic taken off? Not where the
 * fleet charges nothing, and never the master bot's.
 */
export const isLowText = `(billing_model <> 'none' and traffic_rate_toman > 0 and not is_master
    and wallet_balance_toman - ${owedText} < min_wallet_balance_toman)`;

/** SQL on a row of `bots`: does it sell nothing, because its wallet is too low? */
export const stopsSalesText = `(auto_suspend_on_low_balance and ${isLowText})`;

const note = `
  update bots set sales_stopped_at = case when ${stopsSalesText} then $2::timestamptz end,
    updated_at = clock_timestamp()
  where id = $1 and ${stopsSalesText} <> (sales_stopped_at is not null)
  returning sales_stopped_at is null as sells`;

/**
 * Notes since when a bot sells nothing, or that it sells again, after something of it changed in the open transaction that
 * decides it; all processes hear of it, people are told, and what waited is bought. `moveTenantWallet` does so by itself.
 */
export async function noteStanding(tenant: Tenant, tx: Tx): Promise<void> {
  const [changed] = await tx.sql<{ sells: boolean }>(note, [tenant.botId, new Date(now())]);
  if (!changed) return;
  await enqueue(tenant, 'bot.publish', {});
  await enqueue(tenant, 'billing.watch', {});
  if (changed.sells) await enqueue(tenant, 'orders.resume', {});
}
