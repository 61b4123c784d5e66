import { z } from 'zod';
import { compareAmounts } from '#platform/money.js';
import type { RefundAsk } from '../payment-at-gateway.js';
import type { RefundState } from '../gateway-state.js';
import { refusedRefund } from '../refused-refund.js';
import { callYookassa, roublesOf, type YookassaAccess } from './call-yookassa.js';
import { yookassaCancellation } from './yookassa-payments.js';
import { fiscalReceipt } from './yookassa-receipt.js';

const refundSchema = z.object({
  id: z.string(),
  status: z.string(),
  description: z.string().optional().catch(undefined),
  cancellation_details: yookassaCancellation,
});
type Refund = z.output<typeof refundSchema>;
const listSchema = z.object({ items: z.array(refundSchema) });

/** What YooKassa tried of this refund; our name of it is in its words, since a key lasts for a day only. */
async function listTries(
  { externalId, refundReference }: RefundAsk,
  access: YookassaAccess,
): Promise<readonly Refund[]> {
  const query = { payment_id: externalId, limit: '100' };
  const { items } = await callYookassa(access, { path: '/refunds', operation: 'refunds', query }, listSchema);
  return items.filter(({ description }) => description === refundReference);
}

/** `pending` may still be cancelled, which nobody tells: it is asked about until it has an end. */
function refundStateOf({ status, cancellation_details: why }: Refund): RefundState {
  if (status === 'succeeded') return { kind: 'sent' };
  if (status === 'canceled') return { kind: 'by_hand', code: why?.reason ?? 'canceled' };
  return { kind: 'waiting' };
}

/** A receipt of the part that goes back. Of a whole payment YooKassa makes it from that of the sale. */
function receiptOfRefund(
  { amount, refundAmount, description, email }: RefundAsk,
  { credentials: { config } }: YookassaAccess,
) {
  if (!config.receipt || compareAmounts(refundAmount, amount) === 0) return {};
  return email === undefined
    ? undefined
    : { receipt: fiscalReceipt(config, { amount: refundAmount, description, email }) };
}

/**
 * Gives a payment, or a part of it, back to what it was paid with. However often it is asked for it is one refund, for ever; one
 * that YooKassa cancelled, as where the shop's balance did not suffice, gives nothing back, and is tried anew.
 */
export async function refundByYookassa(ask: RefundAsk, access: YookassaAccess): Promise<RefundState> {
  const tries = await listTries(ask, access);
  const alive = tries.find(({ status }) => status !== 'canceled');
  if (alive) return refundStateOf(alive);
  const receipt = receiptOfRefund(ask, access);
  if (!receipt) return { kind: 'by_hand', code: 'no_email_for_receipt' };
  const json = {
    payment_id: ask.externalId,
    amount: roublesOf(ask.refundAmount),
    description: ask.refundReference,
    ...receipt,
  };
  const post = { key: `${ask.refundReference}-${tries.length}`, json };
  const call = { path: '/refunds', operation: 'refund', post, money: 'unknown' } as const;
  try {
    return refundStateOf(await callYookassa(access, call, refundSchema));
  } catch (error) {
    return refusedRefund(error);
  }
}
