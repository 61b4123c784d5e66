import {
  putReview,
  rememberTapped,
  type AskedWords,
  type ReviewMessage,
} from '#services/card-payments/review-messages.js';
import type { Reviewer } from '#services/card-payments/reviewers.js';
import type { Payment } from '#services/payments/payment.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Voice } from '../../voice.js';
import type { ReviewTarget } from './target.js';

/** A reviewer in a chat, private or a group; made in the transaction in which they were found to be one. */
export interface ReviewScene {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly settings: BotSettings;
  /** How the bot speaks to the reviewer. */
  readonly voice: Voice;
  readonly reviewer: Reviewer;
  readonly chatId: string;
  /** The message whose button was tapped; undefined: it is not ours to edit. */
  readonly messageId: number | undefined;
  /** Asks the reviewer for words about a payment, as one asks in this chat. */
  ask(asks: AskedWords, target: ReviewTarget, payment: Payment): Promise<void>;
}

/** The tapped message as it is remembered; undefined: it is not ours to edit. */
export async function tappedMessage(
  { tenant, tx, chatId, messageId }: ReviewScene,
  { paymentId, attempt }: ReviewTarget,
): Promise<ReviewMessage | undefined> {
  if (messageId === undefined) return undefined;
  return rememberTapped(tenant, tx, { paymentId, attempt, chatId, messageId });
}

/** The tapped message is brought to its present state. */
export async function putTapped(scene: ReviewScene, target: ReviewTarget): Promise<void> {
  const message = await tappedMessage(scene, target);
  if (message) await putReview(scene.tenant, message);
}
