import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPaidOrders } from '../orders/paid-orders.js';
import { columnsOf, tableOf, toPayment, type PaymentRow } from '../payments/payment-rows.js';
import { cardMethod } from '../payments/on-card.js';
import { isUnderReview, type Payment } from '../payments/payment.js';

/** A payment that a receipt may be for. `waiting`: for it; `review`: it has one; `late`: it ended within a week. */
export interface ReceiptTarget {
  readonly payment: Payment;
  readonly standing: 'late' | 'review' | 'waiting';
}

/** A person has fewer open; of those that ended, the newest are looked at. */
const mostTargets = 10;
const recent = `
  select ${columnsOf(tableOf(cardMethod))} from card_to_card_payments
  where bot_id = $1 and user_id = $2 and transaction_id is null
    and (status = 'pending'
      or (status in ('rejected', 'cancelled', 'expired') and updated_at > now() - interval '7 days'))
  order by card_to_card_payments.id desc limit ${mostTargets}`;
/**
 * The payments from card to card that a receipt of this person may be for, newest first. Those that are over because their order
 * was paid otherwise are left out: of them a receipt is taken where the person says so.
 */
export async function findReceiptTargets(tenant: Tenant, tx: Tx, userId: string): Promise<ReceiptTarget[]> {
  const rows = await tx.sql<PaymentRow>(recent, [tenant.botId, userId]);
  const targets = rows.map(toPayment).map((payment) => ({ payment, standing: standingOf(payment) }));
  const late = targets.filter(({ standing }) => standing === 'late');
  const paid = await findPaidOrders(
    tenant,
    tx,
    late.flatMap(({ payment: { orderId } }) => orderId ?? []),
  );
  return targets.filter(({ payment, standing }) => standing !== 'late' || !paid.has(payment.orderId ?? ''));
}

/** Who was rejected may send another receipt for a while: as good as open. */
function standingOf(payment: Payment): ReceiptTarget['standing'] {
  if (isUnderReview(payment)) return 'review';
  const isOpen = payment.status === 'pending' || payment.status === 'failed';
  return isOpen && (payment.status === 'pending' || payment.expiresAt.getTime() > now()) ? 'waiting' : 'late';
}

/** May a receipt of the payment still be sent? While nothing was credited, whatever its state: late money is money. */
export const takesReceipts = ({ status, transactionId, method }: Payment): boolean =>
  method === cardMethod &&
  transactionId === null &&
  (status === 'pending' || status === 'failed' || status === 'cancelled' || status === 'expired');
