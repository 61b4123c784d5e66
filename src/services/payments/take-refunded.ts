import { toToman } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { reverseOrder } from '../orders/reverse-order.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { followPayment } from './follow-payment.js';
import { tableOf, type Payment } from './payment-rows.js';
import type { LockedPayment } from './take-paid.js';
import { writePayment } from './write-payment.js';

/** The payment is on its way back: the money is out of the wallet, the gateway has not said yes. */
export const refundUnderWay = 'refund_under_way';
/** The same, but the gateway has not said for long whether it does it: an admin must look. */
export const refundUnclear = 'refund_unclear';

/** Was the money taken out of the wallet for a refund of ours that has no end yet? */
export const isBeingRefunded = ({ problem }: Payment): boolean =>
  problem === refundUnderWay || problem === refundUnclear;

/**
 * The gateway gave the money of a payment back, by its own word (refund, chargeback): it is taken out of the wallet again, and
 * where that does not suffice, what was bought with it is taken back first. What is still missing is told to the admins. Once
 * a payment, for ever. `amount`: in the gateway's currency; absent: all of it.
 */
export async function takeRefunded(
  tenant: Tenant,
  tx: Tx,
  { payment, payer }: LockedPayment,
  { amount }: { readonly amount?: string | undefined },
): Promise<void> {
  if (payment.status === 'refunded') return;
  if (payment.transactionId === null) {
    const ended = await writePayment(tenant, tx, payment, {
      status: 'refunded',
      checkAt: null,
      stamps: ['refunded_at'],
    });
    return followPayment(tenant, ended);
  }
  if (isBeingRefunded(payment)) return endRefund(tenant, tx, payment);
  const creditedToman = payment.creditedToman ?? payment.amountToman;
  const oweToman =
    amount === undefined ? creditedToman : Math.min(creditedToman, toToman(amount, payment.rateToman));
  const taken =
    payer.status === 'deleted' ? undefined : await takeOut(tenant, tx, { payment, payer }, oweToman);
  const missingToman = oweToman - (taken?.toman ?? 0);
  const refunded = await writePayment(tenant, tx, payment, {
    status: 'refunded',
    problem: missingToman > 0 ? 'refund_not_covered' : null,
    refundTransactionId: taken?.transactionId ?? payment.refundTransactionId,
    checkAt: null,
    stamps: ['refunded_at'],
  });
  await notify(tenant, tx, {
    kind: 'payment_refunded',
    about: { payment_id: payment.id, user_id: payment.userId },
  });
  await notify(tenant, tx, {
    kind: 'payment_reversed',
    about: { payment_id: payment.id, missing_toman: missingToman },
  });
  await followPayment(tenant, refunded);
}

/** The gateway has given back what we asked it to, by its answer or before that came; what was taken out stays out. */
async function endRefund(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  const refunded = await writePayment(tenant, tx, payment, {
    status: 'refunded',
    problem: null,
    checkAt: null,
    stamps: ['refunded_at'],
  });
  await notify(tenant, tx, {
    kind: 'payment_refunded',
    about: { payment_id: payment.id, user_id: payment.userId },
  });
  await followPayment(tenant, refunded);
}

/** Takes what is there of a sum out of the wallet of a locked payer, after what was bought with it was taken back if needed. */
export async function takeOut(
  tenant: Tenant,
  tx: Tx,
  { payment, payer }: LockedPayment,
  oweToman: number,
): Promise<{ readonly toman: number; readonly transactionId: string } | undefined> {
  if (payer.balanceToman < oweToman && payment.orderId !== null)
    await reverseOrder(tenant, tx, { orderId: payment.orderId, reason: 'payment.refunded' });
  const { balanceToman = 0 } = (await lockBuyer(tenant, tx, payer.id)) ?? {};
  const toman = Math.min(oweToman, balanceToman);
  if (toman === 0) return undefined;
  // After a refund that the gateway refused, another one takes the money out anew.
  const { refundTransactionId: before } = payment;
  const transactionId = await moveBalance(tenant, tx, {
    userId: payer.id,
    type: 'withdrawal',
    amountToman: -toman,
    idempotencyKey: `payment ${payment.id} refund${before === null ? '' : ` after ${before}`}`,
    reference: { kind: tableOf(payment.method).table, id: payment.id },
    paymentMethod: payment.method,
    externalId: payment.externalId,
  });
  return { toman, transactionId };
}
