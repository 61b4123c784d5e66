import { dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { bookConsumption } from './book-consumption.js';

/** Traffic that the fleet did not see by itself, in bytes. */
export interface RecordedTraffic {
  readonly consumedBytes: number;
  readonly soldBytes: number;
}

const countSold = `
  update bots set traffic_sold_bytes = least(9007199254740991, traffic_sold_bytes + $2::bigint) where id = $1`;
const countDay = `
  insert into tenant_traffic_usage (bot_id, usage_date, sold_bytes) values ($1, $3, $2::bigint)
  on conflict (bot_id, usage_date) do update
    set sold_bytes = least(9007199254740991, tenant_traffic_usage.sold_bytes + excluded.sold_bytes),
      updated_at = clock_timestamp()`;

/**
 * Records traffic by an operator's word, in the open transaction; the caller sees to it that it happens once. What was
 * consumed is counted and owed as what the panel tells; what was sold is counted only, since a sale is charged when it is
 * made: `changeWallet` takes its price.
 */
export async function recordTraffic(
  tenant: Tenant,
  tx: Tx,
  { consumedBytes, soldBytes }: RecordedTraffic,
): Promise<void> {
  await bookConsumption(tenant, tx, consumedBytes);
  if (soldBytes === 0) return;
  await tx.sql(countSold, [tenant.botId, soldBytes]);
  await tx.sql(countDay, [tenant.botId, soldBytes, dayOf(now(), 'UTC')]);
}
