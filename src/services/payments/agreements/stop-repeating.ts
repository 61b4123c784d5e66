import { now } from '#platform/clock.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../../notices/notify.js';
import { askGateway, isGatewayFault } from '../ask-gateway.js';
import { openGateway, type GatewayMeans } from '../gateway-access.js';
import { knownOf } from '../known-payment.js';
import { lockWithPayer } from '../lock-with-payer.js';
import { findPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';
import type { RepeatState } from './repeating.js';
import { readPaymentFacts } from '../read-payment-facts.js';
import { writePayment } from '../write-payment.js';
import { endAgreement, endOthers, isChargedByFleet, stopLater } from './end-agreement.js';

/** What a gateway refused for good is tried again so often, in case somebody mends it there, or enters credentials; */
const refusedPauseMs = dayMs;
/** and so long after what was paid is over. A further charge begins it anew. */
const triedForMs = 7 * dayMs;

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
  await stopLater(tenant, tx, locked.payment);
  return true;
}

/**
 * Tells the gateway that a payer is charged no more, no transaction open. Repeatable; throws its fault while it may come back. What it
 * refuses for good, or cannot be told for want of credentials, the admins hear, and it is tried again.
 */
export async function stopRepeating(
  tenant: Tenant,
  { paymentId, means }: { readonly paymentId: string; readonly means: GatewayMeans },
): Promise<void> {
  const stopping = await tenant.db((tx) => readStopping(tenant, tx, paymentId, means));
  if (!stopping) return;
  const { payment, known, opened } = stopping;
  if ('fault' in opened) return tenant.db((tx) => noteRefused(tenant, tx, payment, opened.fault.code));
  const { gateway, access, account } = opened;
  const asked = await askGateway(tenant, { gateway: payment.method, question: 'payments' }, async () =>
    gateway.repeats?.stop({ ...knownOf(payment, { account }), ...known }, access),
  );
  if ('answer' in asked) return tenant.db((tx) => noteStopped(tenant, tx, payment));
  if (asked.fault instanceof RetryableError) throw asked.fault;
  await tenant.db((tx) => noteRefused(tenant, tx, payment, asked.fault.code));
}

async function readStopping(tenant: Tenant, tx: Tx, paymentId: string, means: GatewayMeans) {
  const { payment, payer } = (await readPaymentFacts(tenant, tx, paymentId)) ?? {};
  if (!payment?.repeat || !payer) return undefined;
  const { externalId, method } = payment;
  // The gateway has never heard of it, or charges nobody by itself.
  if (externalId === null || isChargedByFleet(payment)) {
    await noteStopped(tenant, tx, payment);
    return undefined;
  }
  const opened = await openGateway(tenant, tx, { method, means }).catch((error: unknown) => {
    if (!isGatewayFault(error)) throw error;
    return { fault: error };
  });
  const known = { payerId: payer.telegramId, mandate: payment.repeat.mandate };
  return { payment: { ...payment, externalId }, known, opened };
}

/** The gateway charges no more. */
async function noteStopped(tenant: Tenant, tx: Tx, found: Payment): Promise<void> {
  const first = (await lockWithPayer(tenant, tx, found))?.payment;
  if (!first?.repeat) return;
  if (isEnded(first)) await writePayment(tenant, tx, first, { repeatCheckAt: null });
  else await endAgreement(tenant, tx, first, 'canceled');
}

/** The gateway may charge on, so that people must look there. */
async function noteRefused(tenant: Tenant, tx: Tx, found: Payment, code: ErrorCode): Promise<void> {
  const first = (await lockWithPayer(tenant, tx, found))?.payment;
  if (!first?.repeat) return;
  log.warn(
    { payment: first.id, gateway: first.method, code },
    'a gateway does not end its charges of a payer',
  );
  const triedUntil = (first.repeat.until?.getTime() ?? now()) + triedForMs;
  if (isEnded(first))
    await writePayment(tenant, tx, first, {
      repeatCheckAt: triedUntil > now() ? new Date(now() + refusedPauseMs) : null,
    });
  await notify(tenant, tx, { kind: 'repeat_not_ended', about: { payment_id: first.id, code } });
}

const isEnded = ({ repeat }: Payment): boolean => repeat?.state === 'canceled' || repeat?.state === 'failed';

/** Whether a payer is charged again: as they, or the gateway, have it now. */
export async function noteRepeat(
  tenant: Tenant,
  tx: Tx,
  found: Payment,
  repeatState: NonNullable<RepeatState>,
): Promise<void> {
  const locked = await lockWithPayer(tenant, tx, found);
  // What failed for good stays so; that it is ended at the gateway too follows from it.
  if (!locked || (locked.payment.repeat?.state === 'failed' && repeatState === 'canceled')) return;
  await endAgreement(tenant, tx, locked.payment, repeatState);
  if (repeatState === 'active') await endOthers(tenant, tx, locked.payment);
}
