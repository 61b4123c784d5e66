import type { BotContext } from '../../context.js';

/** What was kept, which is forgotten; undefined: nothing. */
export function takeKeptLink(ctx: BotContext): string | undefined {
  const { state, data } = ctx.conversation;
  const { keptLink, ...others } = data;
  ctx.conversation = { state, data: others };
  return typeof keptLink === 'string' ? keptLink : undefined;
}
