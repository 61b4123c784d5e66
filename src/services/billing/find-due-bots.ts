import type { Tx } from '#tenancy/scope.js';
import { isLowText, stopsSalesText } from '../money/wallet-standing.js';

const atOnce = 1_000;

// The first condition is that of the index: what has neither a minimum nor a debt is not looked at.
const text = `
  select bots.id::text from bots
  left join lateral (
    select true as is_done from tenant_wallet_transactions
    where bot_id = bots.id and idempotency_key = $2 limit 1) charge on true
  where (min_wallet_balance_toman > 0 and billing_model <> 'none' or traffic_owed >= 1073741824
      or sales_stopped_at is not null or low_told_stage is not null)
    and (
      traffic_owed >= 1073741824 and wallet_balance_toman > 0 and charge.is_done is null
      or ${stopsSalesText} <> (sales_stopped_at is not null)
      or not ${isLowText} and low_told_stage is not null
      or ${isLowText} and (low_told_at <= $1::timestamptz - interval '24 hours'
        or low_told_stage is distinct from case
          when sales_stopped_at is null then 'low'
          when sales_stopped_at <= $1::timestamptz - make_interval(hours => coalesce((
            select case jsonb_typeof(config_value) when 'number' then (config_value #>> '{}')::numeric::integer end
            from bot_configurations where bot_id = bots.id and config_key = 'low_balance_grace_hours'), $3)) then 'still'
          else 'stopped' end))
  limit $4`;

/** What is due is decided by `at`; `chargedAs` names the charge of this hour; `graceHours`: where a bot has none of its own. */
export interface DueNow {
  readonly at: Date;
  readonly chargedAs: string;
  readonly graceHours: number;
}

/**
 * Bots that owe for consumed traffic and were not charged in this hour, whose sales must stop or go on, or whose people are
 * to hear of a low wallet; in the fleet's open transaction, some at a time.
 */
export async function findDueBots(tx: Tx, { at, chargedAs, graceHours }: DueNow): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(text, [at, chargedAs, graceHours, atOnce]);
  return rows.map(({ id }) => id);
}
