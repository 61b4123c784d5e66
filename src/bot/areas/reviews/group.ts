import {
  addReviewMessage,
  findReviewAt,
  forgetReviewMessage,
  putReview,
} from '#services/card-payments/review-messages.js';
import { findReviewer } from '#services/card-payments/reviewers.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Profile } from '#services/people/admit-update.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readCallbackData } from '../../callback-data.js';
import { answeredTap, placedMessage, type OutgoingCall } from '../../outgoing-calls.js';
import type { Voice } from '../../voice.js';
import { reviewerName, tapReceipts } from './actions.js';
import { isReviewAct, runAct, type Heard } from './acts.js';
import { openPage, openReceipts, turnPage } from './pages.js';
import { reviewPlace } from './place.js';
import type { ReviewScene } from './scene.js';
import { takeTyped } from './typed.js';

/** Something that a person does in a group of the bot. */
export interface GroupDoing {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly settings: BotSettings;
  /** How the bot speaks to this person. */
  readonly voice: Voice;
  readonly profile: Profile;
  readonly chatId: string;
}

async function sceneOf(doing: GroupDoing, messageId?: number): Promise<ReviewScene | undefined> {
  const { tenant, tx, settings, voice, profile, chatId } = doing;
  const { telegramId } = profile;
  const reviewer = await findReviewer(tenant, tx, { telegramId, name: reviewerName(profile) });
  return (
    reviewer && {
      ...{ tenant, tx, settings, voice, reviewer, chatId, messageId },
      ask: async (asks, { paymentId, attempt }) => {
        const asked = { kind: 'question', paymentId, attempt, chatId, asks, askedOf: telegramId } as const;
        const message = await addReviewMessage(tenant, tx, asked);
        if (message) await putReview(tenant, { ...message, called: reviewer.name });
      },
    }
  );
}

/** What a tap in a group says to whom: only reviewers can do anything there; the message that holds the button follows by itself. */
export async function tapInGroup(
  doing: GroupDoing,
  tap: {
    readonly callbackId: string;
    readonly data: string | undefined;
    readonly messageId: number | undefined;
  },
): Promise<OutgoingCall> {
  const data = readCallbackData(tap.data);
  const run = data && runOf(data);
  if (!run) return answeredTap(tap.callbackId);
  const scene = await sceneOf(doing, tap.messageId);
  const { alerts } = doing.voice.texts.reviews;
  const heard = scene ? await run(scene) : ({ say: alerts.notForYou, isAlert: true } as const);
  if (heard === undefined || heard === 'stale') return answeredTap(tap.callbackId);
  return answeredTap(tap.callbackId, heard.say, heard.isAlert);
}

/** What a button of ours does in a group; undefined: nothing. */
function runOf({
  action,
  argument,
}: {
  readonly action: string;
  readonly argument: string;
}): ((scene: ReviewScene) => Promise<Heard>) | undefined {
  if (isReviewAct(action)) return (scene) => runAct(scene, action, argument);
  if (action === 'review-open') return (scene) => openPage(scene, argument);
  if (action === 'review-page') return (scene) => turnPage(scene, argument);
  return action === 'review-receipts' ? tapReceipts : undefined;
}

/** Takes a reply to a question of ours; of anybody but the reviewer who was asked, it means nothing. */
export async function replyInGroup(
  doing: GroupDoing,
  {
    repliedTo,
    text,
    messageId,
  }: { readonly repliedTo: number; readonly text: string; readonly messageId: number },
): Promise<OutgoingCall[]> {
  const { tenant, tx, settings, chatId, profile } = doing;
  const question = await findReviewAt(tenant, tx, { chatId, messageId: repliedTo });
  if (!question?.asks || question.askedOf !== profile.telegramId) return [];
  const scene = await sceneOf(doing);
  if (!scene) return [];
  const { paymentId, attempt, asks } = question;
  const { screen, isAgain } = await takeTyped(
    scene,
    { asks, target: { paymentId, attempt, rest: '' } },
    text,
  );
  await forgetReviewMessage(tenant, tx, question.id);
  // Another question takes the next answer: in a group, only replies to it reach the bot.
  const payment = isAgain ? await findPayment(tenant, tx, paymentId) : undefined;
  if (payment) await scene.ask(asks, { paymentId, attempt, rest: '' }, payment);
  return [placedMessage({ ...reviewPlace(settings, chatId), replyTo: messageId }, screen)];
}

/** /receipts in a group; of others than reviewers it means nothing. */
export async function receiptsInGroup(doing: GroupDoing, typed: string): Promise<OutgoingCall[]> {
  const scene = await sceneOf(doing);
  if (!scene) return [];
  const opened = await openReceipts(scene, typed);
  if (opened === 'shown') return [];
  const text = doing.voice.texts.reviews.list[opened];
  return [placedMessage(reviewPlace(doing.settings, doing.chatId), { text })];
}
