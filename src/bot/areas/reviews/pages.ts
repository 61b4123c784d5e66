import { parseTrackingNumber } from '#platform/tracking-number.js';
import {
  addReviewMessage,
  attemptOf,
  putReview,
  turnReview,
} from '#services/card-payments/review-messages.js';
import { findOldestWaiting } from '#services/card-payments/waiting-receipts.js';
import { cardMethod } from '#services/payments/on-card.js';
import { findByHint, findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import type { Heard } from './acts.js';
import { tappedMessage, type ReviewScene } from './scene.js';

/** What /receipts opens: `shown`, in a message that follows; `none`: nothing waits; `unknown`: no payment has that number. */
export type Opened = 'none' | 'shown' | 'unknown';

/** Opens the receipt that waits longest, or the payment of a tracking number as it was typed. */
export async function openReceipts(scene: ReviewScene, typed: string): Promise<Opened> {
  const payment = typed === '' ? await findOldest(scene) : await findTyped(scene, typed);
  if (!payment) return typed === '' ? 'none' : 'unknown';
  await postPage(scene, payment);
  return 'shown';
}

async function postPage({ tenant, tx, chatId }: ReviewScene, payment: Payment): Promise<void> {
  const page = { kind: 'page', paymentId: payment.id, attempt: attemptOf(payment), chatId } as const;
  const message = await addReviewMessage(tenant, tx, page);
  if (message) await putReview(tenant, message);
}

/** A payment comes as a message of its own; the number comes from the button. */
export async function openPage(scene: ReviewScene, paymentId: string): Promise<Heard> {
  const payment = await findPayment(scene.tenant, scene.tx, paymentId);
  if (payment?.method !== cardMethod) return 'stale';
  await postPage(scene, payment);
  return undefined;
}

async function findOldest({ tenant, tx }: ReviewScene): Promise<Payment | undefined> {
  const id = await findOldestWaiting(tenant, tx);
  return id === undefined ? undefined : findPayment(tenant, tx, id);
}

function findTyped({ tenant, tx }: ReviewScene, typed: string): Promise<Payment | undefined> {
  const reference = parseTrackingNumber(typed);
  return reference === undefined
    ? Promise.resolve(undefined)
    : findByHint(tenant, tx, { method: cardMethod, reference });
}

/** The tapped page shows another payment; the number comes from the button. */
export async function turnPage(scene: ReviewScene, paymentId: string): Promise<Heard> {
  const { tenant, tx } = scene;
  const payment = await findPayment(tenant, tx, paymentId);
  if (payment?.method !== cardMethod) return 'stale';
  const attempt = attemptOf(payment);
  const message = await tappedMessage(scene, { paymentId, attempt, rest: '' });
  if (!message) return 'stale';
  await turnReview(tenant, tx, message, { paymentId, attempt, menu: '' });
  return undefined;
}
