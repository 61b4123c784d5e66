import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { paymentTables } from './payment-rows.js';
import type { Payment } from './payment.js';
import { writePayment } from './write-payment.js';

/** The message that follows the payment is brought to its present state, once the transaction is committed. */
export async function followPayment(tenant: Tenant, payment: Payment): Promise<void> {
  if (payment.messageId !== null) await enqueue(tenant, 'payment.show', { payment_id: payment.id });
}

/** The payment is followed in this message of its payer's chat from now on, and no other payment is. */
export async function followIn(
  tenant: Tenant,
  tx: Tx,
  payment: Payment,
  messageId: string,
): Promise<Payment> {
  if (messageId === payment.messageId) return payment;
  await leaveMessage(tenant, tx, { userId: payment.userId, messageId });
  return writePayment(tenant, tx, payment, { messageId });
}

const leaveTexts = paymentTables.map(
  ({ table }) =>
    `update ${table} set message_id = null where bot_id = $1 and user_id = $2 and message_id = $3`,
);

/** Something else is shown in this message of the person's chat: it follows no payment any more. */
export async function leaveMessage(
  { botId }: Tenant,
  tx: Tx,
  { userId, messageId }: { readonly userId: string; readonly messageId: string },
): Promise<void> {
  for (const text of leaveTexts) await tx.sql(text, [botId, userId, messageId]);
}
