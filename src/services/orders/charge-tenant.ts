import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { paysForSales, type Billing } from './terms.js';

const gigabyte = 1_073_741_824;

const lockBot = `
  select wallet_balance_toman::text as wallet from bots where id = $1 for no key update`;
const insertCharge = `
  insert into tenant_wallet_transactions (bot_id, type, amount_toman, balance_after_toman, idempotency_key)
  select id, $2, $3::bigint, wallet_balance_toman + $3::bigint, $4 from bots where id = $1
  returning id::text`;
const moveWallet = `
  update bots set wallet_balance_toman = wallet_balance_toman + $2::bigint,
    traffic_sold_bytes = greatest(0, traffic_sold_bytes + $3::bigint), updated_at = clock_timestamp()
  where id = $1`;
const noteDay = `
  insert into tenant_traffic_usage (bot_id, usage_date, sold_bytes)
  values ($1, (clock_timestamp() at time zone 'UTC')::date, $2::bigint)
  on conflict (bot_id, usage_date) do update
    set sold_bytes = tenant_traffic_usage.sold_bytes + excluded.sold_bytes, updated_at = clock_timestamp()`;

interface Traffic {
  readonly orderId: string;
  /** Gigabytes that are sold. */
  readonly soldGb: number;
}

/** What the tenant was charged: the row of its ledger, or none where its billing charges no sales. */
export interface TenantCharge {
  readonly walletTransactionId: string | null;
}

/**
 * Takes the price of sold traffic from the tenant's wallet, in the open transaction, and counts the traffic. Undefined:
 * there is too little in it, or it is below what the bot needs to sell at all; nothing was done then.
 */
export async function chargeTenant(
  { botId }: Tenant,
  tx: Tx,
  { orderId, soldGb, billing }: Traffic & { readonly billing: Billing },
): Promise<TenantCharge | undefined> {
  const price = paysForSales(billing) ? soldGb * billing.rateToman : 0;
  let walletTransactionId: string | null = null;
  if (paysForSales(billing)) {
    const [bot] = await tx.sql<{ wallet: string }>(lockBot, [botId]);
    const wallet = Number(bot?.wallet ?? 0);
    if (wallet < Math.max(price, billing.leastWalletToman)) return undefined;
    if (price > 0) {
      const values = [botId, 'traffic_charge', -price, `order ${orderId}`];
      const [row] = await tx.sql<{ id: string }>(insertCharge, values);
      walletTransactionId = row?.id ?? null;
    }
  }
  if (soldGb > 0) {
    await tx.sql(moveWallet, [botId, -price, soldGb * gigabyte]);
    await tx.sql(noteDay, [botId, soldGb * gigabyte]);
  }
  return { walletTransactionId };
}

const readCharge = `
  select (-amount_toman)::text as price from tenant_wallet_transactions where bot_id = $1 and id = $2`;

/** Gives back to the tenant what an order had cost it; the guard is the order's state, which the caller changes. */
export async function refundTenant(
  { botId }: Tenant,
  tx: Tx,
  { orderId, soldGb, walletTransactionId }: Traffic & TenantCharge,
): Promise<void> {
  let price = 0;
  if (walletTransactionId !== null) {
    const [row] = await tx.sql<{ price: string }>(readCharge, [botId, walletTransactionId]);
    if (!row) throw new PermanentError('order.charge-lost', { context: { order: orderId } });
    price = Number(row.price);
    await tx.sql(lockBot, [botId]);
    await tx.sql(insertCharge, [botId, 'refund', price, `order ${orderId} refund`]);
  }
  if (soldGb > 0) await tx.sql(moveWallet, [botId, price, -soldGb * gigabyte]);
}
