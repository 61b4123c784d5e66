import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockWithPayer } from '../payments/apply-state.js';
import { followPayment } from '../payments/follow-payment.js';
import { cardMethod, findPayment, isUnderReview, type Payment } from '../payments/payment-rows.js';
import { writePayment } from '../payments/write-payment.js';
import { notify } from '../notices/notify.js';

/**
 * Does what is due of a payment from card to card, in the open transaction: its payer hears that it ends soon, or it ends. A
 * receipt that is under review has no end. Repeatable.
 */
export async function takeDue(tenant: Tenant, tx: Tx, paymentId: string): Promise<void> {
  const found = await findPayment(tenant, tx, paymentId);
  if (found?.method !== cardMethod) return;
  const payment = (await lockWithPayer(tenant, tx, found))?.payment;
  if (payment?.status !== 'pending' || isUnderReview(payment)) return;
  if (payment.expiresAt.getTime() <= now()) return expire(tenant, tx, payment);
  await writePayment(tenant, tx, payment, {
    checkAt: payment.expiresAt,
    ...(payment.onCard?.warnedAt === null && { stamps: ['warned_at'] }),
  });
  if (payment.onCard?.warnedAt === null)
    await notify(tenant, tx, {
      kind: 'card_payment_ends',
      about: { payment_id: payment.id, user_id: payment.userId },
    });
}

async function expire(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  const expired = await writePayment(tenant, tx, payment, { status: 'expired', checkAt: null });
  await followPayment(tenant, expired);
}
