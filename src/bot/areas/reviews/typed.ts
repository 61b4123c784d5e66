import { parseToman } from '#platform/typed-sum.js';
import { hasVisibleText } from '#platform/visible-text.js';
import { byReviewer } from '#services/card-payments/decision.js';
import { rejectPayment } from '#services/card-payments/reject-payment.js';
import type { AskedWords } from '#services/card-payments/review-messages.js';
import { findPayment } from '#services/payments/find-payment.js';
import { isUnderReview } from '#services/payments/payment.js';
import type { Screen } from '../../screen.js';
import { mostToman } from './acts.js';
import type { ReviewScene } from './scene.js';
import { sumConfirmation } from './screens/question.js';
import type { ReviewTarget } from './target.js';

/** What follows from a reviewer's words; `isAgain`: they meant nothing, and others may come. */
export interface Understood {
  readonly screen: Screen;
  readonly isAgain: boolean;
}

/** Of a reviewer's own words the payer reads so many signs. */
const mostWords = 500;

/** Takes what a reviewer typed where they were asked for it; `typed` may be anything. */
export async function takeTyped(
  scene: ReviewScene,
  asked: { readonly asks: AskedWords; readonly target: ReviewTarget },
  typed: string,
): Promise<Understood> {
  const { asks, target } = asked;
  return asks === 'amount' ? takeAmount(scene, target, typed) : takeReason(scene, target, typed);
}

async function takeReason(scene: ReviewScene, target: ReviewTarget, typed: string): Promise<Understood> {
  const { tenant, tx, voice, settings, reviewer } = scene;
  const { ask, alerts } = voice.texts.reviews;
  const notes = typed.trim().slice(0, mostWords);
  if (!hasVisibleText(notes)) return { screen: { text: ask.empty }, isAgain: true };
  const { kind, payment } = await rejectPayment(tenant, tx, {
    paymentId: target.paymentId,
    attempt: target.attempt,
    ...byReviewer(reviewer),
    reason: null,
    notes,
    openHours: settings.values.payment_open_hours,
  });
  const refused = isUnderReview(payment) ? alerts.moved : alerts.decided;
  return { screen: { text: kind === 'done' ? alerts.rejected : refused }, isAgain: false };
}

async function takeAmount(scene: ReviewScene, target: ReviewTarget, typed: string): Promise<Understood> {
  const { tenant, tx, voice } = scene;
  const { ask, alerts } = voice.texts.reviews;
  const payment = await findPayment(tenant, tx, target.paymentId);
  if (!payment || payment.transactionId !== null) return { screen: { text: alerts.decided }, isAgain: false };
  const amountToman = parseToman(typed) ?? 0;
  if (amountToman < 1 || amountToman > mostToman) {
    const text = voice.say(ask.invalid, { most: voice.toman(mostToman) });
    return { screen: { text }, isAgain: true };
  }
  const screen = sumConfirmation(voice, payment, { attempt: target.attempt, amountToman });
  return { screen, isAgain: false };
}
