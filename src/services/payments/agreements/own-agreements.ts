import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';

const activeText = `
  select payment.id::text from gateway_payments as payment
  join orders on orders.bot_id = $1 and orders.id = (payment.purchase->>'order_id')::bigint and orders.subscription_id = $3
  where payment.bot_id = $1 and payment.user_id = $2 and payment.repeat_state = 'active'
  order by payment.id desc limit 1`;

/** The agreement by which a person is charged for a subscription at a gateway: its first payment; undefined: there is none. */
export async function findAgreement(
  tenant: Tenant,
  tx: Tx,
  { userId, subscriptionId }: { readonly userId: string; readonly subscriptionId: string },
): Promise<Payment | undefined> {
  const [row] = await tx.sql<{ id: string }>(activeText, [tenant.botId, userId, subscriptionId]);
  return row && findPayment(tenant, tx, row.id);
}
