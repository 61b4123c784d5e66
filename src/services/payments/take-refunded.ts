import { toToman } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { reverseOrder } from '../orders/reverse-order.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { followPayment } from './follow-payment.js';
import { tableOf } from './payment-rows.js';
import type { LockedPayment } from './take-paid.js';
import { writePayment } from './write-payment.js';

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
  const creditedToman = payment.creditedToman ?? payment.amountToman;
  const oweToman =
    amount === undefined ? creditedToman : Math.min(creditedToman, toToman(amount, payment.rateToman));
  const taken = await takeOnce(tenant, tx, { payment, payer }, oweToman);
  const missingToman = oweToman - (taken?.toman ?? 0);
  const refunded = await writePayment(tenant, tx, payment, {
    status: 'refunded',
    problem: missingToman > 0 ? 'refund_not_covered' : null,
    refundTransactionId: taken?.transactionId ?? null,
    checkAt: null,
    stamps: ['refunded_at'],
  });
  await notify(tenant, tx, {
    kind: 'payment_refunded',
    about: { payment_id: payment.id, user_id: payment.userId },
  });
  // What the admins began themselves is no news to them.
  if (payment.refundTransactionId === null)
    await notify(tenant, tx, {
      kind: 'payment_reversed',
      about: { payment_id: payment.id, missing_toman: missingToman },
    });
  await followPayment(tenant, refunded);
}

/** What was taken out of a wallet. */
interface Taken {
  readonly toman: number;
  readonly transactionId: string;
}

/** Takes it out, unless a refund of ours did, whose answer was lost. */
async function takeOnce(
  tenant: Tenant,
  tx: Tx,
  { payment, payer }: LockedPayment,
  oweToman: number,
): Promise<Taken | undefined> {
  const { refundTransactionId } = payment;
  if (refundTransactionId !== null) return { toman: oweToman, transactionId: refundTransactionId };
  return payer.status === 'deleted' ? undefined : takeOut(tenant, tx, { payment, payer }, oweToman);
}

/** How often the money of a payment came back into the wallet, since its gateway refused to give it back. */
const countUndone = `
  select count(*)::int as undone from transactions
  where bot_id = $1 and user_id = $2 and type = 'refund' and payment_method = $3 and reference_id = $4`;

/** Takes what is there of a sum out of the wallet of a locked payer, after what was bought with it was taken back if needed. */
export async function takeOut(
  tenant: Tenant,
  tx: Tx,
  { payment, payer }: LockedPayment,
  oweToman: number,
): Promise<Taken | undefined> {
  if (payer.balanceToman < oweToman && payment.orderId !== null)
    await reverseOrder(tenant, tx, { orderId: payment.orderId, reason: 'payment.refunded' });
  const { balanceToman = 0 } = (await lockBuyer(tenant, tx, payer.id)) ?? {};
  const toman = Math.min(oweToman, balanceToman);
  if (toman === 0) return undefined;
  const { method, id } = payment;
  const [row] = await tx.sql<{ undone: number }>(countUndone, [tenant.botId, payer.id, method, id]);
  const attempt = row?.undone ? ` ${row.undone + 1}` : '';
  const transactionId = await moveBalance(tenant, tx, {
    userId: payer.id,
    type: 'withdrawal',
    amountToman: -toman,
    idempotencyKey: `payment ${id} refund${attempt}`,
    reference: { kind: tableOf(payment.method).table, id: payment.id },
    paymentMethod: payment.method,
    externalId: payment.externalId,
  });
  return { toman, transactionId };
}
