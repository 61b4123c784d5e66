import { enqueue } from '#jobs/enqueue.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Payment } from './payment-rows.js';

/** The message that follows the payment is brought to its present state, once the transaction is committed. */
export async function followPayment(tenant: Tenant, payment: Payment): Promise<void> {
  if (payment.messageId !== null) await enqueue(tenant, 'payment.show', { payment_id: payment.id });
}
