import type { BotContext } from '../../context.js';

/** The person is not asked again. */
export function endCodeQuestion(ctx: BotContext): void {
  const { state, data } = ctx.conversation;
  ctx.conversation = { state, data: { ...data, hasAnsweredCode: true } };
}
