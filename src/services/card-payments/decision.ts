import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { writeAudit } from '../access/write-audit.js';
import { standingOf } from '../payments/payment-standing.js';
import { cardMethod, type OnCard } from '../payments/on-card.js';
import type { Payment } from '../payments/payment.js';
import { refreshPagesBeside, refreshReviews } from './review-messages.js';
import type { Reviewer } from './reviewers.js';

/** What became of a decision. `decided`: somebody was first, and the payment is as they left it. */
export interface Decision {
  readonly kind: 'decided' | 'done';
  readonly payment: Payment;
}

/** Who decides, and of what they have seen. */
export interface Decider {
  /** Telegram id of the reviewer; null: not in Telegram. Whether they may is asked before (`findReviewer`). */
  readonly by: string | null;
  /** Their name, for messages and the audit log. */
  readonly byName?: string | undefined;
  /** Rejections that the payment had when they saw it; undefined: whatever was sent since. */
  readonly attempt?: number | undefined;
}

/** A reviewer as those verbs want to know them. */
export const byReviewer = ({ telegramId, name }: Reviewer): Pick<Decider, 'by' | 'byName'> => ({
  by: telegramId,
  byName: name,
});

/** The payment, which is one from card to card. Throws PermanentError `payment.unknown`. */
export function demandOnCard(payment: Payment | undefined): Payment {
  if (payment?.method !== cardMethod) throw new PermanentError('payment.unknown');
  return payment;
}

/** Has the payment had other receipts since they saw it? */
export const hasMoved = ({ onCard }: Payment, { attempt }: Decider): boolean =>
  attempt !== undefined && attempt !== onCard?.tries;

/**
 * What follows from every decision, in its transaction: the audit log has it where a reviewer in Telegram made it (other callers note
 * their own), and every message about the receipt is brought to its present state.
 */
export async function afterDecision(
  tenant: Tenant,
  tx: Tx,
  { decider, action, before, after }: Made,
): Promise<void> {
  const { by, byName = null } = decider;
  if (by !== null)
    writeAudit(tx, tenant.botId, {
      actor: { kind: 'person', id: by, name: byName },
      action,
      subject: `payment ${before.id}`,
      before: detailsOf(before),
      after: detailsOf(after),
    });
  await refreshReviews(tenant, tx, after);
  await refreshPagesBeside(tenant, tx, after);
}

interface Made {
  readonly decider: Decider;
  /** A deed in Telegram, such as `receipt.approve`. */
  readonly action: string;
  readonly before: Payment;
  readonly after: Payment;
}

/** What the audit log keeps of a decision: how the payment stands, and the words of who decided. */
export const detailsOf = (payment: Payment) => ({
  ...standingOf(payment),
  tries: payment.onCard?.tries ?? 0,
  reject_reason: payment.onCard?.rejectReason ?? null,
  notes: payment.onCard?.notes ?? null,
});

/** What is noted of an approval by a forwarded message of a bank, by the number of its row. */
export const bankNotes = (messageId: string): string => `bank message ${messageId}`;

/** Was it approved by such a message? */
export const isOfBank = ({ reviewedBy, notes }: Pick<OnCard, 'notes' | 'reviewedBy'>): boolean =>
  reviewedBy === null && /^bank message \d+$/.test(notes ?? '');
