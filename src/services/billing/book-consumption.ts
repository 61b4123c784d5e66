import { dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

// The bot goes before the day, as it does wherever both are written.
const countBot = `
  update bots set traffic_consumed_bytes = least(9007199254740991, traffic_consumed_bytes + $2::bigint),
    traffic_owed = least(1e37::numeric, traffic_owed + case when billing_model in ('traffic_consumption', 'hybrid')
      then $2::numeric * traffic_rate_toman else 0 end)
  where id = $1`;
const countDay = `
  insert into tenant_traffic_usage (bot_id, usage_date, consumed_bytes) values ($1, $3, $2::bigint)
  on conflict (bot_id, usage_date) do update
    set consumed_bytes = least(9007199254740991, tenant_traffic_usage.consumed_bytes + excluded.consumed_bytes),
      updated_at = clock_timestamp()`;

/**
 * Books consumed traffic of a bot's people, in the open transaction that notes that it was counted: the day (in UTC), the
 * bot's sum, and what the tenant owes for it at the price of this moment where its billing charges consumption.
 */
export async function bookConsumption({ botId }: Tenant, tx: Tx, bytes: number): Promise<void> {
  const countable = Math.min(bytes, Number.MAX_SAFE_INTEGER);
  if (countable === 0) return;
  await tx.sql(countBot, [botId, countable]);
  await tx.sql(countDay, [botId, countable, dayOf(now(), 'UTC')]);
}
