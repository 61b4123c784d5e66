import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockWithPayer } from './apply-state.js';
import { askGateway } from './ask-gateway.js';
import { knownOf } from './check-payment.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import { findPayment, type Payment } from './payment-rows.js';
import { retirePayment } from './retire-payment.js';

/** A person gives up a payment of theirs; undefined: they have no such open one. `paymentId` may be anything. */
export async function cancelOwnPayment(
  tenant: Tenant,
  tx: Tx,
  { userId, paymentId }: { readonly userId: string; readonly paymentId: string },
): Promise<Payment | undefined> {
  const found = await findPayment(tenant, tx, paymentId);
  const locked = found?.userId === userId ? await lockWithPayer(tenant, tx, found) : undefined;
  if (locked?.payment.status !== 'pending') return undefined;
  await retirePayment(tenant, tx, locked.payment);
  return { ...locked.payment, status: 'cancelled' };
}

/**
 * Tells the gateway, no transaction open, that a payment that ended with us shall not be paid. Where it is too late, it is asked
 * what became of it. Repeatable; a fault of the gateway ends nothing: what is paid all the same is credited.
 */
export async function cancelAtGateway(
  tenant: Tenant,
  { paymentId, means }: { readonly paymentId: string; readonly means: GatewayMeans },
): Promise<void> {
  const found = await tenant.db(async (tx) => {
    const payment = await findPayment(tenant, tx, paymentId);
    if (!payment || payment.externalId === null || payment.transactionId !== null) return undefined;
    return { payment, opened: await openGateway(tenant, tx, { method: payment.method, means }) };
  });
  if (!found) return;
  const { payment, opened } = found;
  const { gateway, access, account } = opened;
  const { externalId } = payment;
  if (!gateway.cancel || externalId === null) return;
  const known = knownOf({ ...payment, externalId }, account);
  const asked = await askGateway(tenant, payment.method, async () => gateway.cancel?.(known, access));
  if (!('answer' in asked) || asked.answer !== true)
    await tenant.db(() => enqueue(tenant, 'payment.check', { payment_id: paymentId }));
}
