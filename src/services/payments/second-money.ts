import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import type { Payment } from './payment.js';
import { writePayment } from './write-payment.js';

/** An admin said that the money is there; the gateway has not said so yet. */
export const settledByHand = 'settled_by_hand';
/** An admin said it, and then the gateway: the money may be there twice, and was credited once. */
export const settledTwice = 'settled_twice';

/** Does an admin's word alone stand for its money? Then its link may still be paid, so the gateway is asked on. */
export const isByHandAlone = ({ problem }: Pick<Payment, 'problem'>): boolean => problem === settledByHand;

/** May the gateway still say what becomes of it: nothing was settled, or by an admin's word alone? */
export const isAwaited = (payment: Payment): boolean =>
  isByHandAlone(payment) ||
  (payment.transactionId === null && payment.status !== 'held' && payment.status !== 'refunded');

/**
 * The gateway has money of a payment that was settled by hand: the same that the admin saw, or it was paid twice. Nothing is
 * credited; people decide, who are told once. `says`: the gateway's amount, or its word for a dispute.
 */
export async function tellSecondMoney(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  { says, receipt = payment.receipt }: { readonly says: string; readonly receipt?: string | null },
): Promise<void> {
  await writePayment(tenant, tx, payment, { problem: settledTwice, receipt, checkAt: null });
  await notify(tenant, tx, { kind: 'payment_settled_twice', about: { payment_id: payment.id, says } });
}
