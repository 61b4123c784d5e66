import { findGateway } from '#gateways/registry.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { buyAgain } from './agreements/buy-again.js';
import { noteCharged } from './agreements/keep-agreement.js';
import { pauseOf } from './apply-state.js';
import { lockWithPayer } from './lock-with-payer.js';
import { findPayment, lockPayment } from './find-payment.js';
import type { Payment } from './payment.js';
import { settledByHand } from './second-money.js';
import { noRate } from './take-unasked.js';
import { creditPayment } from './take-paid.js';

/** An admin's word that the money of a payment is there. */
export interface HandSettlement {
  readonly paymentId: string;
  /** What came, in toman; undefined: what was asked for. It must be said where nothing was asked for and the bot had no rate. */
  readonly amountToman?: number | undefined;
}

/**
 * Settles a payment by an admin's word, in the open transaction: whatever its state, once. Its link is retired where the gateway
 * can, and the gateway is asked on until the payment's time is over: money that it has too is told to the admins. A charge of an
 * agreement buys its period, so that nobody is charged for that again. Throws
 * PermanentError `payment.unknown`, `payment.not_open` where its money came or went back already, or its payer is deleted, and
 * `payment.amount_needed` where nobody has said what the money is worth.
 */
export async function settleByHand(
  tenant: Tenant,
  tx: Tx,
  { paymentId, amountToman }: HandSettlement,
): Promise<Payment> {
  const found = await findPayment(tenant, tx, paymentId);
  const locked = found && (await lockWithPayer(tenant, tx, found));
  if (!locked) throw new PermanentError('payment.unknown');
  const { payment } = locked;
  demandSettling(locked, amountToman);
  const { repeatOf, method } = payment;
  const first = repeatOf === null ? undefined : await lockPayment(tenant, tx, { id: repeatOf, method });
  await creditPayment(tenant, tx, payment, {
    creditedToman: amountToman ?? payment.amountToman,
    receipt: payment.receipt,
    problem: settledByHand,
    ...(payment.onCard === null && { isByHand: true as const }),
    checkAt: nextQuestion(payment),
    ...(first && { spend: () => buyAgain(tenant, tx, { first, charge: payment }) }),
  });
  if (first) await noteCharged(tenant, tx, first, undefined);
  if (mayBePaid(payment) && findGateway(payment.method)?.cancel)
    await enqueue(tenant, 'payment.cancel', { payment_id: payment.id });
  return (await findPayment(tenant, tx, paymentId)) ?? payment;
}

/**
 * When the gateway is asked whether it has money too of what an admin settled; null: never, since nobody can pay it any more. Of the
 * first payment of an agreement at once: only the gateway knows whether its payer has agreed to be charged on.
 */
export function nextQuestion(payment: Payment): Date | null {
  if (payment.repeat && payment.externalId !== null) return new Date(now());
  return mayBePaid(payment) ? new Date(now() + pauseOf(payment, 60)) : null;
}

function demandSettling(
  { payment, payer }: NonNullable<Awaited<ReturnType<typeof lockWithPayer>>>,
  amountToman: number | undefined,
): void {
  const isOver =
    payment.transactionId !== null || payment.status === 'refunded' || payer.status === 'deleted';
  if (isOver) throw new PermanentError('payment.not_open');
  if (payment.problem === noRate && amountToman === undefined)
    throw new PermanentError('payment.amount_needed');
}

/** Has it a link that may still be paid? */
const mayBePaid = ({ externalId, checkUntil }: Payment): boolean =>
  externalId !== null && checkUntil.getTime() > now();
