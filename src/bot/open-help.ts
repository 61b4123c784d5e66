import type { BotContext } from './context.js';
import { help } from './screens/help.js';
import type { Screen } from './screens/screen.js';

/** How the bot is used, for the person of this update. */
export const openHelp = (ctx: BotContext): Screen =>
  help(ctx.voice, { supportUsername: ctx.settings.supportUsername });
