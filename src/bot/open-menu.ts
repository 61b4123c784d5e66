import type { BotContext } from './context.js';
import { mainMenu } from './screens/main-menu.js';
import type { Screen } from './screens/screen.js';

/** The main menu for the person of this update, below an optional notice (HTML). */
export const openMenu = (ctx: BotContext, notice?: string): Screen =>
  mainMenu(ctx.voice, {
    person: ctx.person,
    canChooseLanguage: ctx.canChooseLanguage,
    supportUsername: ctx.settings.supportUsername,
    ...(notice !== undefined && { notice }),
  });
