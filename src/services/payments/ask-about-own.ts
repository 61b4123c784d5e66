import { findGateway } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { pauseSecondsOf } from './claim-question.js';
import { tableOf } from './payment-rows.js';
import type { Payment } from './payment.js';

// What the gateway has said its last word of comes back to no schedule.
const claim = (table: string): string => `
  update ${table} set updated_at = clock_timestamp(),
    check_at = case when check_at is not null then greatest(check_at, clock_timestamp() + $3 * interval '1 second') end
  where bot_id = $1 and id = $2 and transaction_id is null and status in ('pending', 'expired', 'cancelled', 'failed')
    and updated_at < now() - $3 * interval '1 second'
  returning id`;

/** A person says that they have paid: the gateway is asked at once, but not more often than each ten seconds. False: too soon, or done. */
export async function askAboutOwn(tenant: Tenant, tx: Tx, { id, method }: Payment): Promise<boolean> {
  if (!findGateway(method)) return false;
  const rows = await tx.sql(claim(tableOf(method).table), [tenant.botId, id, pauseSecondsOf(method)]);
  if (rows.length === 0) return false;
  await enqueue(tenant, 'payment.check', { payment_id: id });
  return true;
}
