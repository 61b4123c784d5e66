import { PermanentError } from '#platform/errors.js';
import { gigabyte } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveTenantWallet } from '../money/move-tenant-wallet.js';
import { paysForSales, type Billing } from './terms.js';

const lockBot = `
  select wallet_balance_toman::text as wallet from bots where id = $1 for no key update`;
const countSold = `
  update bots set traffic_sold_bytes = least(9007199254740991, greatest(0, traffic_sold_bytes + $2::bigint)),
    updated_at = clock_timestamp()
  where id = $1`;
const noteDay = `
  insert into tenant_traffic_usage (bot_id, usage_date, sold_bytes, charged_toman)
  values ($1, (clock_timestamp() at time zone 'UTC')::date, $2::bigint, $3::bigint)
  on conflict (bot_id, usage_date) do update
    set sold_bytes = least(9007199254740991, tenant_traffic_usage.sold_bytes + excluded.sold_bytes),
      charged_toman = tenant_traffic_usage.charged_toman + excluded.charged_toman, updated_at = clock_timestamp()`;
const takeFromDay = `
  update tenant_traffic_usage
  set sold_bytes = greatest(0, sold_bytes - $3::bigint), charged_toman = greatest(0, charged_toman - $4::bigint),
    updated_at = clock_timestamp()
  where bot_id = $1 and usage_date = ($2::timestamptz at time zone 'UTC')::date`;

interface Traffic {
  /** Gigabytes that are sold. */
  readonly soldGb: number;
}

/** For what the tenant is charged. */
export interface Occasion {
  /** Names it for ever: it is charged once. */
  readonly event: string;
  /** In words, for the tenant's ledger. */
  readonly about: string;
}

/** What the tenant was charged: the row of its ledger, or none where its billing charges no sales. */
export interface TenantCharge {
  readonly walletTransactionId: string | null;
}

/**
 * Takes the price of sold traffic from the tenant's wallet, in the open transaction, and counts the traffic. Undefined:
 * there is too little in it, or it is below what the bot needs to sell at all, whatever its billing charges; nothing was
 * done then. Throws
 * PermanentError 'idempotency.unreadable' when that event was charged before.
 */
export async function chargeTenant(
  tenant: Tenant,
  tx: Tx,
  { event, about, soldGb, billing }: Traffic & Occasion & { readonly billing: Billing },
): Promise<TenantCharge | undefined> {
  const { botId } = tenant;
  if (billing.areSalesStopped) return undefined;
  const price = paysForSales(billing) ? soldGb * billing.rateToman : 0;
  let walletTransactionId: string | null = null;
  if (paysForSales(billing)) {
    const [bot] = await tx.sql<{ wallet: string }>(lockBot, [botId]);
    const wallet = Number(bot?.wallet ?? 0);
    if (wallet < Math.max(price, billing.leastWalletToman)) return undefined;
    if (price > 0) {
      const charge = await moveTenantWallet(tenant, tx, {
        type: 'traffic_charge',
        amountToman: -price,
        idempotencyKey: event,
        description: `${about}: ${soldGb} GB`,
      });
      if (charge.isRepeat) throw new PermanentError('idempotency.unreadable');
      walletTransactionId = charge.id;
    }
  }
  if (soldGb > 0) {
    await tx.sql(countSold, [botId, soldGb * gigabyte]);
    await tx.sql(noteDay, [botId, soldGb * gigabyte, price]);
  }
  return { walletTransactionId };
}

const noteGift = `
  insert into tenant_traffic_usage (bot_id, usage_date, gifted_bytes)
  values ($1, (clock_timestamp() at time zone 'UTC')::date, $2::bigint)
  on conflict (bot_id, usage_date) do update
    set gifted_bytes = least(9007199254740991, tenant_traffic_usage.gifted_bytes + excluded.gifted_bytes),
      updated_at = clock_timestamp()`;

/** Counts traffic that the fleet's operator gave: the tenant does not pay for it. */
export async function countGift({ botId }: Tenant, tx: Tx, giftGb: number): Promise<void> {
  const bytes = Math.min(giftGb * gigabyte, Number.MAX_SAFE_INTEGER);
  if (giftGb > 0) await tx.sql(noteGift, [botId, bytes]);
}

const readCharge = `
  select (-amount_toman)::text as price from tenant_wallet_transactions where bot_id = $1 and id = $2`;

/** What the tenant was charged for, and gets back. */
interface TenantRefund extends Traffic, TenantCharge {
  /** Names what it was charged for. */
  readonly event: string;
  /** When it was charged. */
  readonly at: Date;
}

/** Gives back to the tenant what a sale or a promotion had cost it; the guard is the row of that, which the caller changes. */
export async function refundTenant(
  tenant: Tenant,
  tx: Tx,
  { event, at, soldGb, walletTransactionId }: TenantRefund,
): Promise<void> {
  const { botId } = tenant;
  let price = 0;
  if (walletTransactionId !== null) {
    const [row] = await tx.sql<{ price: string }>(readCharge, [botId, walletTransactionId]);
    if (!row) throw new PermanentError('wallet.charge_lost', { context: { event } });
    price = Number(row.price);
    await moveTenantWallet(tenant, tx, {
      type: 'refund',
      amountToman: price,
      idempotencyKey: `${event} refund`,
      description: `${event}: ${soldGb} GB`,
    });
  }
  if (soldGb === 0) return;
  await tx.sql(countSold, [botId, -soldGb * gigabyte]);
  await tx.sql(takeFromDay, [botId, at, soldGb * gigabyte, price]);
}
