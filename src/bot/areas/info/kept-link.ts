import type { BotContext } from '../../context.js';

/** Did the person open a link that waits for what they must accept? */
export const hasKeptLink = ({ conversation }: BotContext): boolean =>
  typeof conversation.data.keptLink === 'string';

/** What was kept, which is forgotten; undefined: nothing. */
export function takeKeptLink(ctx: BotContext): string | undefined {
  if (!hasKeptLink(ctx)) return undefined;
  const { state, data } = ctx.conversation;
  const { keptLink, ...others } = data;
  ctx.conversation = { state, data: others };
  return typeof keptLink === 'string' ? keptLink : undefined;
}
