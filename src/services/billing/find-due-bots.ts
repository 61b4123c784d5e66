import { hourMs } from '#platform/units.js';
import type { Tx } from '#tenancy/scope.js';
import { isLowText, stopsSalesText } from '../money/wallet-standing.js';

const atOnce = 1_000;

// The first condition is that of the index: what has neither a minimum nor a debt is not looked at.
const text = `
  select id::text from bots
  where (min_wallet_balance_toman > 0 and billing_model <> 'none' or traffic_owed >= 1073741824
      or sales_stopped_at is not null or low_told_stage is not null)
    and (traffic_owed >= 1073741824 and wallet_balance_toman > 0
        and (traffic_charged_at is null or traffic_charged_at < $2)
      or ${stopsSalesText} <> (sales_stopped_at is not null)
      or not ${isLowText} and low_told_stage is not null
      or ${isLowText} and (low_told_stage is null or low_due_at <= $1))
  limit $3`;

/**
 * Bots that owe for consumed traffic and were not charged in this hour, whose sales must stop or go on, or whose people are
 * to hear of a low wallet, at an instant; in the fleet's open transaction, some at a time.
 */
export async function findDueBots(tx: Tx, at: Date): Promise<string[]> {
  const hour = new Date(at.getTime() - (at.getTime() % hourMs));
  const rows = await tx.sql<{ id: string }>(text, [at, hour, atOnce]);
  return rows.map(({ id }) => id);
}
