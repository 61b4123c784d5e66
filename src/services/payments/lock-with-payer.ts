import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { lockInviter } from '../referrals/lock-inviter.js';
import { lockPayment } from './find-payment.js';
import type { Payment } from './payment.js';
import type { LockedPayment } from './take-paid.js';

/**
 * Locks a payment with its payer, who comes first everywhere, and who invited them, who comes next. A payer whose row is gone cannot
 * be: rows are kept.
 */
export async function lockWithPayer(
  tenant: Tenant,
  tx: Tx,
  { id, method, userId }: Pick<Payment, 'id' | 'method' | 'userId'>,
): Promise<LockedPayment | undefined> {
  const payer = await lockBuyer(tenant, tx, userId);
  if (payer) await lockInviter(tenant, tx, userId);
  const payment = await lockPayment(tenant, tx, { id, method });
  return payer && payment && { payer, payment };
}
