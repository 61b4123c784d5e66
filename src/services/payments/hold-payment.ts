import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { followPayment } from './follow-payment.js';
import type { Payment } from './payment.js';
import { writePayment } from './write-payment.js';

/** Money may be there that only a person can decide about: the payment waits for an admin, who is told once. */
export async function holdPayment(tenant: Tenant, tx: Tx, payment: Payment, problem: string): Promise<void> {
  if (payment.status === 'held' && payment.problem === problem) return;
  const held = await writePayment(tenant, tx, payment, { status: 'held', problem, checkAt: null });
  await notify(tenant, tx, { kind: 'payment_held', about: { payment_id: payment.id, problem } });
  await followPayment(tenant, held);
}
