import { findGateway } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findOpenPayments } from './open-payments.js';
import { isUnderReview, type Payment } from './payment.js';
import { writePayment } from './write-payment.js';

/**
 * Ends an open payment that nobody shall pay any more, in the open transaction in which its payer is locked; the gateway is told
 * where it can be. Money that comes all the same is credited, so it is asked about as before.
 */
export async function retirePayment(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  const isFinal = findGateway(payment.method) === undefined;
  await writePayment(tenant, tx, payment, { status: 'cancelled', ...(isFinal && { checkAt: null }) });
  if (findGateway(payment.method)?.cancel && payment.askedAt !== null)
    await enqueue(tenant, 'payment.cancel', { payment_id: payment.id });
  await enqueue(tenant, 'payment.show', { payment_id: payment.id });
}

/** Ends what else is open for an order that was paid. */
export async function retireOthers(tenant: Tenant, tx: Tx, paid: Payment): Promise<void> {
  if (paid.orderId === null) return;
  const open = await findOpenPayments(tenant, tx, paid.userId);
  for (const payment of open)
    // What is under review may have been paid for too: that is for the reviewers to say.
    if (payment.orderId === paid.orderId && payment.id !== paid.id && !isUnderReview(payment))
      await retirePayment(tenant, tx, payment);
}
