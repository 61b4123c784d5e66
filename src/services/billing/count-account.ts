import type { CountedTraffic } from '#models/subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { bookConsumption } from './book-consumption.js';
import { countTraffic, type Counters } from './count-traffic.js';

const lockRow = `
  select panel_counted as counted from subscriptions where bot_id = $1 and id = $2 for no key update`;
const noteCounted = 'update subscriptions set panel_counted = $3 where bot_id = $1 and id = $2';

/** Counts what one account consumed, in the open transaction: the last that is seen of it before it goes. */
export async function countAccount(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, counters }: { readonly subscriptionId: string; readonly counters: Counters },
): Promise<void> {
  const place = [tenant.botId, subscriptionId];
  const [row] = await tx.sql<{ counted: CountedTraffic | null }>(lockRow, place);
  if (!row) return;
  const { bytes, counted } = countTraffic(row.counted, counters, { isFresh: false });
  if (counted !== row.counted) await tx.sql(noteCounted, [...place, counted]);
  await bookConsumption(tenant, tx, bytes);
}
