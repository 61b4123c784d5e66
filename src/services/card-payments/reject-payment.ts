import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { countReview } from '../cards/count-review.js';
import { keepOrder } from '../orders/keep-order.js';
import { lockWithPayer } from '../payments/apply-state.js';
import { followPayment } from '../payments/follow-payment.js';
import { findPayment, isUnderReview } from '../payments/payment-rows.js';
import { writePayment } from '../payments/write-payment.js';
import { notify } from '../notices/notify.js';
import { demandOnCard, type Decision } from './decision.js';

/** Why receipts are rejected, as reviewers choose it: keys of the texts. */
export const rejectReasons = ['amount', 'duplicate', 'not_received', 'other_card', 'unreadable'] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** A reviewer's word that the money of a receipt is not there. */
export interface Rejection {
  readonly paymentId: string;
  /** Telegram id of the reviewer; null: not in Telegram. Whether they may is asked before. */
  readonly by: string | null;
  /** null: the words say it. */
  readonly reason: RejectReason | null;
  readonly notes?: string | undefined;
  /** How long the payer has for another receipt at least, in hours: `payment_open_hours`. */
  readonly openHours: number;
}

/**
 * Rejects the receipt of a payment from card to card that is under review, in the open transaction. Its payer hears why, and may
 * send another for a while, in which the order is kept. Whoever decides first wins. Throws PermanentError `payment.unknown`.
 */
export async function rejectPayment(tenant: Tenant, tx: Tx, rejection: Rejection): Promise<Decision> {
  const { paymentId, by, reason, notes, openHours } = rejection;
  const found = demandOnCard(await findPayment(tenant, tx, paymentId));
  const locked = await lockWithPayer(tenant, tx, found);
  if (!locked) throw new PermanentError('payment.unknown');
  const { payment } = locked;
  if (!isUnderReview(payment)) return { kind: 'decided', payment };
  const until = new Date(Math.max(payment.expiresAt.getTime(), now() + openHours * hourMs));
  const rejected = await writePayment(tenant, tx, payment, {
    status: 'failed',
    tries: (payment.onCard?.tries ?? 0) + 1,
    reviewedBy: by,
    rejectReason: reason,
    notes: notes ?? null,
    expiresAt: until,
    checkAt: null,
    stamps: ['admin_reviewed_at'],
  });
  await countReview(tenant, tx, { cardId: payment.onCard?.cardId ?? null, isApproved: false });
  if (payment.orderId !== null) await keepOrder(tenant, tx, { orderId: payment.orderId, until });
  await notify(tenant, tx, {
    kind: 'receipt_rejected',
    about: { payment_id: payment.id, user_id: payment.userId, tries: rejected.onCard?.tries ?? 1 },
  });
  await followPayment(tenant, rejected);
  return { kind: 'done', payment: rejected };
}
