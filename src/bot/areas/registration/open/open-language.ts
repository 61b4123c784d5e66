import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { openMenu } from '../../menu/open/open-menu.js';
import { languageChoice } from '../screens/language-choice.js';

/** The choice of languages; in a bot with one language, the menu that says so. */
export const openLanguage = async (ctx: BotContext): Promise<Screen> =>
  ctx.canChooseLanguage
    ? languageChoice(ctx.voice, ctx.settings.values.offered_languages)
    : openMenu(ctx, ctx.voice.texts.registration.language.isFixed);
