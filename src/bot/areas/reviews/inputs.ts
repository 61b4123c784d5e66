import type { AskedWords } from '#services/card-payments/review-messages.js';
import type { BotContext } from '../../context.js';
import type { Inputs } from '../../input.js';
import type { Screen } from '../../screen.js';
import { notUnderstood } from '../menu/screens/not-understood.js';
import { privateScene } from './actions.js';
import { readTarget } from './target.js';
import { takeTyped } from './typed.js';

async function take(
  ctx: BotContext,
  asks: AskedWords,
  { about, typed }: { about: string; typed: string },
): Promise<Screen> {
  const target = readTarget(about);
  const scene = await privateScene(ctx);
  if (!scene || !target) return notUnderstood(ctx.voice);
  const { screen, isAgain } = await takeTyped(scene, { asks, target }, typed);
  if (isAgain) ctx.leave({ asked: { input: asks === 'amount' ? 'review-sum' : 'review-words', about } });
  return screen;
}

/** What a reviewer types in private: why a receipt is rejected, or what came in. */
export const reviewInputs: Inputs<'review-sum' | 'review-words'> = {
  'review-sum': (ctx, about, typed) => take(ctx, 'amount', { about, typed }),
  'review-words': (ctx, about, typed) => take(ctx, 'reason', { about, typed }),
};
