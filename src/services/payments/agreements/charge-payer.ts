import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { RetryableError } from '#platform/errors.js';
import { minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isBotOn } from '../../bots/is-bot-on.js';
import { askGateway, type GatewayFault } from '../ask-gateway.js';
import { openGateway } from '../gateway-access.js';
import { lockWithPayer } from '../lock-with-payer.js';
import { askOf, type Describing } from '../make-payment.js';
import { findPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';
import { writePayment } from '../write-payment.js';
import { noteChargeFailed } from './keep-agreement.js';

/**
 * Charges a payer for the next period of an agreement, no transaction open. The gateway knows the charge by our name for it, so
 * that a repeat is the same charge; once the payer has ended the agreement, or the bot is switched off, nothing is charged. What
 * became of it, the usual question finds out. Throws RetryableError while the gateway may still come back.
 */
export async function chargePayer(tenant: Tenant, { paymentId, means, describe }: Describing): Promise<void> {
  const begun = await tenant.db((tx) => readCharge(tenant, tx, { paymentId, means }));
  if (!begun) return;
  const { charge, first, mandate, opened } = begun;
  const words = await describe(first);
  const asked = await askGateway(tenant, { gateway: charge.method, question: 'payments' }, async () => {
    if ('error' in opened) throw opened.error;
    const ask = askOf({ payment: charge, opened, words, callbackUrl: undefined });
    return opened.gateway.repeats?.charge?.({ ...ask, mandate }, opened.access);
  });
  if ('fault' in asked) return tenant.db((tx) => hearFault(tenant, tx, charge, asked.fault));
  if (asked.answer) await noteAsked(tenant, charge, asked.answer.externalId);
}

/** The charge that shall be made now; one whose agreement was ended, or whose bot was switched off meanwhile, is cancelled. */
async function readCharge(
  tenant: Tenant,
  tx: Tx,
  { paymentId, means }: Pick<Describing, 'means' | 'paymentId'>,
) {
  const found = await findPayment(tenant, tx, paymentId);
  const charge = found && (await lockWithPayer(tenant, tx, found))?.payment;
  if (!charge || !isToBeMade(charge)) return undefined;
  const first = await findPayment(tenant, tx, charge.repeatOf);
  if (first?.repeat?.state !== 'active' || !first.repeat.mandate) return dropCharge(tenant, tx, charge);
  if (!(await isBotOn(tenant, tx))) return dropCharge(tenant, tx, charge);
  const { mandate } = first.repeat;
  const opened = await openGateway(tenant, tx, { method: charge.method, means }).catch((error: unknown) => ({
    error,
  }));
  if (!('error' in opened))
    await writePayment(tenant, tx, charge, { account: opened.account, stamps: ['asked_at'] });
  return { charge, first, mandate, opened };
}

const isToBeMade = (charge: Payment): charge is Payment & { readonly repeatOf: string } =>
  charge.status === 'pending' && charge.externalId === null && charge.repeatOf !== null;

/** One that was asked for before may have been heard: its end is the gateway's to say. */
async function dropCharge(tenant: Tenant, tx: Tx, charge: Payment): Promise<undefined> {
  if (charge.askedAt === null) await writePayment(tenant, tx, charge, { status: 'cancelled', checkAt: null });
}

async function hearFault(tenant: Tenant, tx: Tx, found: Payment, fault: GatewayFault): Promise<void> {
  if (fault instanceof RetryableError || fault.context.money === 'unknown') throw fault;
  const charge = (await lockWithPayer(tenant, tx, found))?.payment;
  if (charge?.status !== 'pending' || charge.externalId !== null) return;
  await writePayment(tenant, tx, charge, { status: 'failed', problem: fault.code, checkAt: null });
  await noteChargeFailed(tenant, tx, charge, fault.code);
}

const noteAsked = (tenant: Tenant, charge: Payment, externalId: string): Promise<void> =>
  tenant.db(async (tx) => {
    const locked = await lockWithPayer(tenant, tx, charge);
    if (!locked || locked.payment.externalId !== null) return;
    await writePayment(tenant, tx, charge, { externalId, checkAt: new Date(now() + minuteMs) });
    await enqueue(tenant, 'payment.check', { payment_id: charge.id });
  });
