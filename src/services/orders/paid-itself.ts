import type { Tenant, Tx } from '#tenancy/scope.js';
import type { StoredOrder } from './order-rows.js';

const paidText = `
  select from gateway_payments as payment
  where payment.bot_id = $1 and payment.user_id = $2 and payment.status = 'paid' and payment.purchase->>'order_id' = $3
  union all
  select from zarinpal_payments as payment
  where payment.bot_id = $1 and payment.user_id = $2 and payment.status = 'paid' and payment.purchase->>'order_id' = $3
  union all
  select from card_to_card_payments as payment
  where payment.bot_id = $1 and payment.user_id = $2 and payment.status = 'approved' and payment.purchase->>'order_id' = $3
  limit 1`;

/** Did a payment that is in the wallet come for this very order, and not just into the wallet? */
export async function wasPaidItself(
  { botId }: Tenant,
  tx: Tx,
  { id, userId }: Pick<StoredOrder, 'id' | 'userId'>,
): Promise<boolean> {
  return (await tx.sql(paidText, [botId, userId, id])).length > 0;
}
