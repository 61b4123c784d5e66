import { findReviewer, type Reviewer } from '#services/card-payments/reviewers.js';
import type { Profile } from '#services/people/admit-update.js';
import type { Action, Actions, Followed } from '../../action.js';
import type { BotContext } from '../../context.js';
import { question } from './screens/question.js';
import { runAct, type Heard, type ReviewActName } from './acts.js';
import { openPage, openReceipts, turnPage } from './pages.js';
import type { ReviewScene } from './scene.js';
import { writeTarget } from './target.js';

/** By what name a reviewer's decisions are told. */
export const reviewerName = ({ firstName, lastName }: Profile): string =>
  [firstName, lastName].filter(Boolean).join(' ');

/** The scene of a reviewer in their private chat with the bot; undefined: they may decide nothing. */
export async function privateScene(ctx: BotContext): Promise<ReviewScene | undefined> {
  const { tenant, tx, settings, voice, incoming } = ctx;
  const { profile, chatId } = incoming;
  const reviewer: Reviewer | undefined = await findReviewer(tenant, tx, {
    telegramId: profile.telegramId,
    name: reviewerName(profile),
  });
  return (
    reviewer && {
      ...{ tenant, tx, settings, voice, reviewer, chatId },
      messageId: incoming.kind === 'tap' ? incoming.messageId : undefined,
      ask: (asks, target, payment) => {
        const input = asks === 'amount' ? 'review-sum' : 'review-words';
        ctx.leave({ asked: { input, about: writeTarget(target) } });
        const asked = { asks, askedOf: profile.telegramId, called: reviewer.name };
        ctx.send({ text: question(voice, asked, payment).text });
        return Promise.resolve();
      },
    }
  );
}

/** Runs what a reviewer's tap in private does; anybody else hears that it is not for them. */
async function tapped(
  ctx: BotContext,
  run: (scene: ReviewScene) => Promise<Heard>,
): Promise<Followed | undefined> {
  const scene = await privateScene(ctx);
  const heard = scene
    ? await run(scene)
    : ({ say: ctx.voice.texts.reviews.alerts.notForYou, isAlert: true } as const);
  if (heard === 'stale') return undefined;
  if (heard) ctx.answer(heard.say, heard.isAlert);
  return 'nothing';
}

const act = (name: ReviewActName): Action => ({
  isForRegistered: true,
  staysOpen: true,
  run: (ctx, argument) => tapped(ctx, (scene) => runAct(scene, name, argument)),
});

/** The buttons of a receipt before its reviewers, in private; in a group `group.ts` has them. */
export const reviewActions: Actions<ReviewActName | 'review-open' | 'review-page' | 'review-receipts'> = {
  'review-approve': act('review-approve'),
  'review-back': act('review-back'),
  'review-because': act('review-because'),
  'review-block': act('review-block'),
  'review-block-yes': act('review-block-yes'),
  'review-more': act('review-more'),
  'review-open': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, id) => tapped(ctx, (scene) => openPage(scene, id)),
  },
  'review-page': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, id) => tapped(ctx, (scene) => turnPage(scene, id)),
  },
  'review-parts': act('review-parts'),
  'review-picture': act('review-picture'),
  'review-receipts': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx) => tapped(ctx, tapReceipts),
  },
  'review-reject': act('review-reject'),
  'review-sum': act('review-sum'),
  'review-sum-yes': act('review-sum-yes'),
  'review-undo': act('review-undo'),
  'review-undo-yes': act('review-undo-yes'),
  'review-words': act('review-words'),
};

/** The button of a reminder. */
export async function tapReceipts(scene: ReviewScene): Promise<Heard> {
  const opened = await openReceipts(scene, '');
  return opened === 'shown' ? undefined : { say: scene.voice.texts.reviews.list.none, isAlert: true };
}
