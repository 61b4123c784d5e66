import { findGateway } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockWithPayer } from './lock-with-payer.js';
import { askGateway } from './ask-gateway.js';
import { knownOf } from './known-payment.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import { findPayment } from './find-payment.js';
import { isUnderReview, type Payment } from './payment.js';
import { retirePayment } from './retire-payment.js';
import { isByHandAlone } from './second-money.js';

/**
 * A person gives up a payment of theirs; undefined: they have no such open one, its receipt is under review, or it is a charge of an agreement. `paymentId` may
 * be anything.
 */
export async function cancelOwnPayment(
  tenant: Tenant,
  tx: Tx,
  { userId, paymentId }: { readonly userId: string; readonly paymentId: string },
): Promise<Payment | undefined> {
  const found = await findPayment(tenant, tx, paymentId);
  const locked = found?.userId === userId ? await lockWithPayer(tenant, tx, found) : undefined;
  if (locked?.payment.status !== 'pending' || isUnderReview(locked.payment)) return undefined;
  // A charge is under way at the gateway: given up here, the next one would be begun beside it.
  if (locked.payment.repeatOf !== null) return undefined;
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
  const payment = await tenant.db((tx) => findPayment(tenant, tx, paymentId));
  if (!payment || (payment.transactionId !== null && !isByHandAlone(payment))) return;
  const { externalId, method } = payment;
  const gateway = findGateway(method);
  if (!gateway?.cancel || externalId === null) return;
  const asked = await askGateway(tenant, { gateway: method, question: 'payments' }, async () => {
    const { access, account } = await tenant.db((tx) => openGateway(tenant, tx, { method, means }));
    return gateway.cancel?.(knownOf({ ...payment, externalId }, { account }), access);
  });
  if (!('answer' in asked) || asked.answer !== true)
    await tenant.db(() => enqueue(tenant, 'payment.check', { payment_id: paymentId }));
}
