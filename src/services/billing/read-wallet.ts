import type { Bot } from '#models/bot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isLowText, owedText } from '../money/wallet-standing.js';

/** How a bot stands with the fleet. Sums are whole toman. */
export interface TenantWallet {
  readonly balanceToman: number;
  readonly minToman: number;
  /** For consumed traffic that is not charged yet, without what is less than a toman. */
  readonly owedToman: number;
  /** Is the balance, less what is owed, below the minimum of a bot that the fleet charges? */
  readonly isLow: boolean;
  /** Since when it sells nothing for it; null: it sells. */
  readonly salesStoppedAt: Date | null;
  readonly stopsSales: boolean;
  readonly model: Bot['billingModel'];
  /** Toman a gigabyte. */
  readonly rateToman: number;
  /** Since the start. */
  readonly consumedBytes: number;
  readonly soldBytes: number;
}

interface Row {
  readonly balance: string;
  readonly least: string;
  readonly owed: string;
  readonly is_low: boolean;
  readonly sales_stopped_at: Date | null;
  readonly auto_suspend_on_low_balance: boolean;
  readonly billing_model: Bot['billingModel'];
  readonly rate: string;
  readonly consumed: string;
  readonly sold: string;
}

const text = `
  select wallet_balance_toman::text as balance, min_wallet_balance_toman::text as least, ${owedText}::text as owed,
    ${isLowText} as is_low, sales_stopped_at, auto_suspend_on_low_balance, billing_model,
    traffic_rate_toman::text as rate, traffic_consumed_bytes::text as consumed, traffic_sold_bytes::text as sold
  from bots where id = $1`;

/** The wallet of a bot with the fleet, as it is in the open transaction; undefined when the bot is gone. */
export async function readWallet({ botId }: Tenant, tx: Tx): Promise<TenantWallet | undefined> {
  const [row] = await tx.sql<Row>(text, [botId]);
  return (
    row && {
      balanceToman: Number(row.balance),
      minToman: Number(row.least),
      owedToman: Number(row.owed),
      isLow: row.is_low,
      salesStoppedAt: row.sales_stopped_at,
      stopsSales: row.auto_suspend_on_low_balance,
      model: row.billing_model,
      rateToman: Number(row.rate),
      consumedBytes: Number(row.consumed),
      soldBytes: Number(row.sold),
    }
  );
}
