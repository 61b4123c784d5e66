import { RetryableError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { askGateway } from '../ask-gateway.js';
import { openGateway, type GatewayMeans } from '../gateway-access.js';
import { knownOf } from '../known-payment.js';
import { lockWithPayer } from '../lock-with-payer.js';
import { findPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';
import type { RepeatState } from './repeating.js';
import { readPaymentFacts } from '../read-payment-facts.js';
import { endAgreement, stopLater } from './keep-agreement.js';

/** A payer ends an agreement of theirs: nothing is charged from now on, and the gateway is told. False: there is none that goes on. */
export async function stopOwnAgreement(
  tenant: Tenant,
  tx: Tx,
  { userId, paymentId }: { readonly userId: string; readonly paymentId: string },
): Promise<boolean> {
  const found = await findPayment(tenant, tx, paymentId);
  if (found?.userId !== userId) return false;
  const locked = await lockWithPayer(tenant, tx, found);
  if (locked?.payment.repeat?.state !== 'active') return false;
  await endAgreement(tenant, tx, locked.payment, 'canceled');
  await stopLater(tenant, locked.payment);
  return true;
}

/** Tells the gateway that a payer is charged no more, no transaction open. Repeatable; throws its fault while it may come back. */
export async function stopRepeating(
  tenant: Tenant,
  { paymentId, means }: { readonly paymentId: string; readonly means: GatewayMeans },
): Promise<void> {
  const found = await tenant.db(async (tx) => {
    const facts = await readPaymentFacts(tenant, tx, paymentId);
    const { payment, payer } = facts ?? {};
    if (!payment?.repeat || payment.externalId === null || !payer) return undefined;
    const opened = await openGateway(tenant, tx, { method: payment.method, means });
    return { payment: { ...payment, externalId: payment.externalId }, payer, opened };
  });
  if (!found) return;
  const { payment, payer, opened } = found;
  const { gateway, access, account } = opened;
  const known = {
    ...knownOf(payment, { account }),
    payerId: payer.telegramId,
    mandate: payment.repeat?.mandate ?? null,
  };
  const asked = await askGateway(tenant, { gateway: payment.method, question: 'payments' }, async () =>
    gateway.repeats?.stop(known, access),
  );
  if ('fault' in asked && asked.fault instanceof RetryableError) throw asked.fault;
  if ('answer' in asked) await tenant.db((tx) => noteRepeat(tenant, tx, payment, 'canceled'));
}

/** Whether a payer is charged again: as they, or the gateway, have it now. */
export async function noteRepeat(
  tenant: Tenant,
  tx: Tx,
  found: Payment,
  repeatState: NonNullable<RepeatState>,
): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, found);
  // What failed for good stays so; that it is ended at the gateway too follows from it.
  if (locked && !(locked.payment.repeat?.state === 'failed' && repeatState === 'canceled'))
    await endAgreement(tenant, tx, locked.payment, repeatState);
}
