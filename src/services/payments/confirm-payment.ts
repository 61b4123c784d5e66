import { RetryableError } from '#platform/errors.js';
import type { Tenant } from '#tenancy/scope.js';
import { askGateway } from './ask-gateway.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import { knownOf } from './known-payment.js';
import { findPayment } from './find-payment.js';

/**
 * Tells a gateway that wants to know it that its money is in our books, no transaction open. Repeatable; throws its fault while it may
 * come back. What it refuses changes nothing: the money is ours.
 */
export async function confirmPayment(
  tenant: Tenant,
  { paymentId, means }: { readonly paymentId: string; readonly means: GatewayMeans },
): Promise<void> {
  const found = await tenant.db(async (tx) => {
    const payment = await findPayment(tenant, tx, paymentId);
    if (!payment || payment.externalId === null || payment.transactionId === null) return undefined;
    const opened = await openGateway(tenant, tx, { method: payment.method, means });
    return { payment: { ...payment, externalId: payment.externalId }, opened };
  });
  if (!found) return;
  const { payment, opened } = found;
  const { gateway, access, account } = opened;
  const asked = await askGateway(tenant, { gateway: payment.method, question: 'payments' }, async () =>
    gateway.confirm?.(knownOf(payment, { account }), access),
  );
  if ('fault' in asked && asked.fault instanceof RetryableError) throw asked.fault;
}
