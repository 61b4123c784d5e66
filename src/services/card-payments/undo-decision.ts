import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { hourMs, minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { countReview } from '../cards/count-review.js';
import { notify } from '../notices/notify.js';
import { paymentRefunded, reverseOrder } from '../orders/reverse-order.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { lockWithPayer } from '../payments/lock-with-payer.js';
import { followPayment } from '../payments/follow-payment.js';
import { findPayment } from '../payments/find-payment.js';
import type { Payment } from '../payments/payment.js';
import type { LockedPayment } from '../payments/take-paid.js';
import { followRewards, takeOut } from '../payments/take-refunded.js';
import { writePayment } from '../payments/write-payment.js';
import { afterDecision, demandOnCard, type Decider } from './decision.js';
import { betterPicture } from './reject-payment.js';
import { attemptOf } from './review-messages.js';

/** How long after it a decision can be undone, in ms. */
const undoMs = hourMs;

/** A word that a decision was wrong; who may say it is asked before. */
export type Undo = Decider & { readonly paymentId: string };

/**
 * `undone`: of an approval, `missingToman` of the money could not be taken out of the wallet again. `too_late`: it was made too
 * long ago. `nothing`: there is no decision, or it was undone already, or another receipt came since it was seen.
 */
export type Undone =
  | { readonly kind: 'nothing' | 'too_late'; readonly payment: Payment }
  | { readonly kind: 'undone'; readonly payment: Payment; readonly missingToman: number };

/** May the decision about a payment be undone now? */
export const canUndo = (payment: Payment): boolean => {
  const { status, transactionId, onCard } = payment;
  const isApproved = status === 'paid' && transactionId !== null;
  const isSentBack = status === 'failed' && transactionId === null && onCard?.submittedAt !== null;
  return (isApproved || isSentBack) && isFresh(payment);
};

const isFresh = ({ onCard }: Payment): boolean => now() - (onCard?.reviewedAt?.getTime() ?? 0) < undoMs;

/**
 * Undoes the last decision about a payment from card to card within an hour, in the open transaction. An approval: what was bought
 * with it is taken back, the money is taken out of the wallet by a ledger row, and the panel follows; for good, the payment is not
 * approved again. A rejection: the receipt is under review again. The payer hears of either. Throws PermanentError
 * `payment.unknown`.
 */
export async function undoDecision(tenant: Tenant, tx: Tx, undo: Undo): Promise<Undone> {
  const found = demandOnCard(await findPayment(tenant, tx, undo.paymentId));
  const locked = await lockWithPayer(tenant, tx, found);
  if (!locked) throw new PermanentError('payment.unknown');
  const { payment } = locked;
  const isOfOther = undo.attempt !== undefined && undo.attempt !== attemptOf(payment);
  if (isOfOther) return { kind: 'nothing', payment };
  if (canUndo(payment))
    return payment.status === 'paid'
      ? undoApproval(tenant, tx, locked, undo)
      : undoRejection(tenant, tx, payment, undo);
  const isLate = (payment.status === 'paid' || payment.status === 'failed') && !isFresh(payment);
  return { kind: isLate ? 'too_late' : 'nothing', payment };
}

async function undoApproval(tenant: Tenant, tx: Tx, locked: LockedPayment, undo: Undo): Promise<Undone> {
  const { payment } = locked;
  const oweToman = payment.creditedToman ?? payment.amountToman;
  const wasSold = await isSold(tenant, tx, payment);
  const taken = await takeBack(tenant, tx, locked, oweToman);
  const takenToman = taken?.toman ?? 0;
  const missingToman = oweToman - takenToman;
  const after = await writePayment(tenant, tx, payment, {
    status: 'refunded',
    problem: missingToman > 0 ? 'refund_not_covered' : null,
    refundTransactionId: taken?.transactionId ?? null,
    reviewedBy: undo.by,
    reviewedByName: undo.byName ?? null,
    checkAt: null,
    stamps: ['refunded_at', 'admin_reviewed_at'],
  });
  await followRewards(tenant, tx, payment, oweToman);
  await countReview(tenant, tx, {
    cardId: payment.onCard?.cardId ?? null,
    isApproved: true,
    isUndone: true,
  });
  await notify(tenant, tx, {
    kind: 'approval_undone',
    about: {
      payment_id: payment.id,
      user_id: payment.userId,
      taken_toman: takenToman,
      is_sale_reversed: wasSold && !(await isSold(tenant, tx, payment)),
    },
  });
  await followPayment(tenant, after);
  await afterDecision(tenant, tx, { decider: undo, action: 'receipt.undo', before: payment, after });
  return { kind: 'undone', payment: after, missingToman };
}

const sold = `select 1 from orders where bot_id = $1 and id = $2 and state = 'paid'`;

const isSold = async ({ botId }: Tenant, tx: Tx, { orderId }: Payment): Promise<boolean> =>
  orderId !== null && (await tx.sql(sold, [botId, orderId])).length > 0;

/** The order was bought with this money, or with what else was in the wallet after it; not before. */
const boughtSince = `
  select 1 from orders where bot_id = $1 and id = $2 and state = 'paid' and transaction_id > $3::bigint`;

async function takeBack(tenant: Tenant, tx: Tx, { payment, payer }: LockedPayment, oweToman: number) {
  if (payer.status === 'deleted') return undefined;
  const { orderId, transactionId } = payment;
  const isBought =
    orderId !== null && (await tx.sql(boughtSince, [tenant.botId, orderId, transactionId])).length > 0;
  if (isBought) await reverseOrder(tenant, tx, { orderId, reason: paymentRefunded });
  const present = (await lockBuyer(tenant, tx, payer.id)) ?? payer;
  const owed = { oweToman, event: 'undone', mayReverse: false };
  return takeOut(tenant, tx, { payment, payer: present }, owed);
}

async function undoRejection(tenant: Tenant, tx: Tx, payment: Payment, undo: Undo): Promise<Undone> {
  const { onCard } = payment;
  const isCounted = onCard?.rejectReason !== betterPicture;
  const after = await writePayment(tenant, tx, payment, {
    status: 'pending',
    tries: Math.max(0, (onCard?.tries ?? 1) - 1),
    ...(!isCounted && { pictureAsks: Math.max(0, (onCard?.pictureAsks ?? 1) - 1) }),
    reviewedBy: null,
    reviewedByName: null,
    reviewedAt: null,
    rejectReason: null,
    notes: null,
    checks: 0,
    checkAt: new Date(now() + minuteMs),
  });
  if (isCounted)
    await countReview(tenant, tx, { cardId: onCard?.cardId ?? null, isApproved: false, isUndone: true });
  await notify(tenant, tx, {
    kind: 'rejection_undone',
    about: { payment_id: payment.id, user_id: payment.userId },
  });
  await followPayment(tenant, after);
  await afterDecision(tenant, tx, { decider: undo, action: 'receipt.undo', before: payment, after });
  return { kind: 'undone', payment: after, missingToman: 0 };
}
