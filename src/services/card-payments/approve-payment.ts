import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { countReview } from '../cards/count-review.js';
import { lockWithPayer } from '../payments/lock-with-payer.js';
import { findPayment } from '../payments/find-payment.js';
import type { Payment } from '../payments/payment.js';
import { creditPayment } from '../payments/take-paid.js';
import { writePayment } from '../payments/write-payment.js';
import { afterDecision, demandOnCard, hasMoved, type Decider, type Decision } from './decision.js';

/** Somebody's word, or a bank's message, that the money of a payment from card to card is there. */
export interface Approval extends Decider {
  readonly paymentId: string;
  /** What came, in toman; undefined: what was asked for. */
  readonly amountToman?: number | undefined;
  readonly bankReference?: string | undefined;
  readonly notes?: string | undefined;
}

/**
 * Approves a payment from card to card, in the open transaction, all of it at once: payment, ledger, card, order, subscription and
 * the jobs that follow. An expired or cancelled one too: who pays late has paid. Whoever decides first wins: after them it is
 * `decided`, and nothing is done, until a rejection is undone or another receipt comes. Throws PermanentError `payment.unknown`, and `payment.not_open` where
 * its payer is deleted.
 */
export async function approvePayment(tenant: Tenant, tx: Tx, approval: Approval): Promise<Decision> {
  const { paymentId, by, byName, amountToman, bankReference, notes } = approval;
  const found = demandOnCard(await findPayment(tenant, tx, paymentId));
  const locked = await lockWithPayer(tenant, tx, found);
  if (!locked) throw new PermanentError('payment.unknown');
  const { payment, payer } = locked;
  if (isDecided(payment) || hasMoved(payment, approval)) return { kind: 'decided', payment };
  if (payer.status === 'deleted') throw new PermanentError('payment.not_open');
  const creditedToman = amountToman ?? payment.amountToman;
  await writePayment(tenant, tx, payment, {
    reviewedBy: by,
    reviewedByName: byName ?? null,
    rejectReason: null,
    notes: notes ?? null,
    stamps: ['admin_reviewed_at'],
  });
  await countReview(tenant, tx, { cardId: payment.onCard?.cardId ?? null, isApproved: true });
  await creditPayment(tenant, tx, payment, {
    creditedToman,
    receipt: bankReference ?? payment.receipt,
    problem: problemOf(payment, creditedToman),
  });
  const approved = (await findPayment(tenant, tx, paymentId)) ?? payment;
  await afterDecision(tenant, tx, {
    decider: approval,
    action: 'receipt.approve',
    before: payment,
    after: approved,
  });
  return { kind: 'done', payment: approved };
}

const isDecided = ({ transactionId, status }: Payment): boolean =>
  transactionId !== null || status === 'failed';

const problemOf = ({ amountToman }: Payment, creditedToman: number): string | null =>
  creditedToman === amountToman ? null : creditedToman < amountToman ? 'underpaid' : 'overpaid';
