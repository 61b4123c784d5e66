import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { countReview } from '../cards/count-review.js';
import { notify } from '../notices/notify.js';
import { keepOrder } from '../orders/keep-order.js';
import { lockWithPayer } from '../payments/lock-with-payer.js';
import { followPayment } from '../payments/follow-payment.js';
import { findPayment } from '../payments/find-payment.js';
import { isUnderReview, type Payment } from '../payments/payment.js';
import { writePayment } from '../payments/write-payment.js';
import { afterDecision, demandOnCard, hasMoved, type Decider, type Decision } from './decision.js';

/** Why receipts are rejected, as reviewers choose it: keys of the texts. */
export const rejectReasons = ['amount', 'duplicate', 'not_received', 'other_card', 'unreadable'] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** Is it a reason of the list? Others are in words, or a better picture is wanted. */
export const isRejectReason = (code: string | null): code is RejectReason =>
  (rejectReasons as readonly (string | null)[]).includes(code);

/** In the place of a reason: nothing was rejected, a better picture of the receipt is wanted. */
export const betterPicture = 'better_picture';

/** A reviewer's word that the money of a receipt is not there. */
export interface Rejection extends Decider {
  readonly paymentId: string;
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
export const rejectPayment = (tenant: Tenant, tx: Tx, rejection: Rejection): Promise<Decision> =>
  sendBack(tenant, tx, rejection);

/** A reviewer's word that they cannot see from a receipt whether the money is there. */
export type PictureWish = Omit<Rejection, 'notes' | 'reason'>;

/** Asks the payer for a better picture of the receipt, on the terms of a rejection; but nothing is counted as a failure. */
export const askPicture = (tenant: Tenant, tx: Tx, wish: PictureWish): Promise<Decision> =>
  sendBack(tenant, tx, { ...wish, reason: betterPicture });

type SentBack = Omit<Rejection, 'reason'> & { readonly reason: RejectReason | typeof betterPicture | null };

async function sendBack(tenant: Tenant, tx: Tx, sentBack: SentBack): Promise<Decision> {
  const { paymentId, by, byName, reason, notes, openHours } = sentBack;
  const found = demandOnCard(await findPayment(tenant, tx, paymentId));
  const locked = await lockWithPayer(tenant, tx, found);
  if (!locked) throw new PermanentError('payment.unknown');
  const { payment } = locked;
  const { onCard } = payment;
  if (onCard === null || !isUnderReview(payment) || hasMoved(payment, sentBack))
    return { kind: 'decided', payment };
  const isRejected = reason !== betterPicture;
  const until = new Date(Math.max(payment.expiresAt.getTime(), now() + openHours * hourMs));
  const after = await writePayment(tenant, tx, payment, {
    status: 'failed',
    tries: Math.min(onCard.tries + 1, 1_000_000),
    pictureAsks: onCard.pictureAsks + (isRejected ? 0 : 1),
    reviewedBy: by,
    reviewedByName: byName ?? null,
    rejectReason: reason,
    notes: notes ?? null,
    expiresAt: until,
    checkAt: null,
    stamps: ['admin_reviewed_at'],
  });
  if (isRejected) await countReview(tenant, tx, { cardId: onCard.cardId, isApproved: false });
  if (payment.orderId !== null) await keepOrder(tenant, tx, { orderId: payment.orderId, until });
  await tellPayer(tenant, tx, after);
  await followPayment(tenant, after);
  const action = isRejected ? 'receipt.reject' : 'receipt.ask-picture';
  await afterDecision(tenant, tx, { decider: sentBack, action, before: payment, after });
  return { kind: 'done', payment: after };
}

const tellPayer = (tenant: Tenant, tx: Tx, { id, userId, onCard }: Payment): Promise<void> =>
  notify(tenant, tx, {
    kind: onCard?.rejectReason === betterPicture ? 'picture_wanted' : 'receipt_rejected',
    about: { payment_id: id, user_id: userId, tries: onCard?.tries ?? 1 },
  });
