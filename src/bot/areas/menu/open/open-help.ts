import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { helpScreen } from '../screens/help.js';

/** How the bot is used, for the person of this update. */
export const openHelp = (ctx: BotContext): Screen =>
  helpScreen(ctx.voice, { commands: ctx.commands, support: ctx.support });
