import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';
import { waitsForTenant } from './repeating.js';

const lastText = `
  select id::text from gateway_payments as charge where bot_id = $1 and repeat_of = $2 order by charge.id desc limit 1`;
const countText = `
  select count(*)::int as count from gateway_payments
  where bot_id = $1 and (id = $2 or repeat_of = $2) and transaction_id is not null`;
const waitsText = `
  select from gateway_payments
  where bot_id = $1 and repeat_of = $2 and problem = '${waitsForTenant}' limit 1`;
const goneText = `
  select from orders join subscriptions as held on held.bot_id = $1 and held.id = orders.subscription_id
  where orders.bot_id = $1 and orders.id = $2 and held.removal_wanted_at is not null`;

/** The newest charge of an agreement after its first payment; undefined: there was none. */
export async function findLastCharge(tenant: Tenant, tx: Tx, { id }: Payment): Promise<Payment | undefined> {
  const [row] = await tx.sql<{ id: string }>(lastText, [tenant.botId, id]);
  return row && findPayment(tenant, tx, row.id);
}

/** How many charges of an agreement were credited, with its first payment. */
export async function countCharges({ botId }: Tenant, tx: Tx, { id }: Payment): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(countText, [botId, id]);
  return row?.count ?? 0;
}

/** Does a charge of an agreement wait for the tenant, so that what it was for is not bought yet? */
export const hasWaiting = async ({ botId }: Tenant, tx: Tx, { id }: Payment): Promise<boolean> =>
  (await tx.sql(waitsText, [botId, id])).length > 0;

/** Is the subscription that an agreement pays taken away? */
export async function isOfGoneSubscription(
  { botId }: Tenant,
  tx: Tx,
  { orderId }: Payment,
): Promise<boolean> {
  const rows = orderId === null ? [] : await tx.sql(goneText, [botId, orderId]);
  return rows.length > 0;
}
