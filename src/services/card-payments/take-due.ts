import { now } from '#platform/clock.js';
import { dayMs, minuteMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { endOfQuiet } from '../notices/quiet-hours.js';
import { notify } from '../notices/notify.js';
import { lockWithPayer } from '../payments/lock-with-payer.js';
import { followPayment } from '../payments/follow-payment.js';
import { cardMethod } from '../payments/on-card.js';
import { findPayment } from '../payments/find-payment.js';
import { isUnderReview, type Payment } from '../payments/payment.js';
import { writePayment } from '../payments/write-payment.js';

/** What is due depends on these settings of the bot. */
export interface DueTerms {
  /** `card_review_reminder_minutes`; 0: reviewers are not reminded. */
  readonly reminderMinutes: number;
  /** `time_zone`. */
  readonly timeZone: string;
}

/**
 * Does what is due of a payment from card to card, in the open transaction: its payer hears that it ends soon, or it ends; while a
 * receipt is under review, which has no end, its reviewers are reminded. Repeatable. `isReminded`: they were, just now.
 */
export async function takeDue(
  tenant: Tenant,
  tx: Tx,
  paymentId: string,
  terms: DueTerms,
): Promise<{ readonly isReminded: boolean }> {
  const found = await findPayment(tenant, tx, paymentId);
  const locked = found?.method === cardMethod ? await lockWithPayer(tenant, tx, found) : undefined;
  const payment = locked?.payment;
  if (payment?.status !== 'pending') return { isReminded: false };
  if (isUnderReview(payment)) return { isReminded: await remind(tenant, tx, payment, terms) };
  await warnOrEnd(tenant, tx, payment);
  return { isReminded: false };
}

async function warnOrEnd(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  if (payment.expiresAt.getTime() <= now()) return expire(tenant, tx, payment);
  await writePayment(tenant, tx, payment, {
    checkAt: payment.expiresAt,
    ...(payment.onCard?.warnedAt === null && { stamps: ['warned_at'] }),
  });
  if (payment.onCard?.warnedAt === null)
    await notify(tenant, tx, {
      kind: 'card_payment_ends',
      about: { payment_id: payment.id, user_id: payment.userId },
    });
}

async function expire(tenant: Tenant, tx: Tx, payment: Payment): Promise<void> {
  const expired = await writePayment(tenant, tx, payment, { status: 'expired', checkAt: null });
  await followPayment(tenant, expired);
}

/** When reviewers are reminded of a receipt for the `reminders + 1`th time: after pauses that double, a day at most; in ms. */
const remindAt = (submittedAt: Date, reminders: number, reminderMinutes: number): number => {
  const pauses = Array.from({ length: Math.min(reminders, 500) + 1 }, (_, at) =>
    Math.min(reminderMinutes * minuteMs * 2 ** Math.min(at, 12), dayMs),
  );
  return submittedAt.getTime() + pauses.reduce((sum, pause) => sum + pause, 0);
};

/** Reminds of a receipt that waits too long; by night the word waits for the morning. */
async function remind(tenant: Tenant, tx: Tx, payment: Payment, terms: DueTerms): Promise<boolean> {
  const { reminderMinutes, timeZone } = terms;
  const { submittedAt } = payment.onCard ?? {};
  if (reminderMinutes === 0 || !submittedAt) {
    await writePayment(tenant, tx, payment, { checkAt: null });
    return false;
  }
  const dueAt = remindAt(submittedAt, payment.checks, reminderMinutes);
  const at = Math.max(dueAt, endOfQuiet(now(), timeZone) ?? 0);
  if (at > now()) {
    await writePayment(tenant, tx, payment, { checkAt: new Date(at) });
    return false;
  }
  const reminders = payment.checks + 1;
  // After a long silence the next pause begins now.
  const next = Math.max(
    remindAt(submittedAt, reminders, reminderMinutes),
    now() + reminderMinutes * minuteMs,
  );
  await writePayment(tenant, tx, payment, { checks: reminders, checkAt: new Date(next) });
  await notify(tenant, tx, { kind: 'receipts_wait', about: { payment_id: payment.id } });
  return true;
}
