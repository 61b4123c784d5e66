import { chooseLanguage } from '#services/people/update-person.js';
import { openMenu } from '../../menu/open/open-menu.js';
import { action } from '../../../action.js';

/** The person chooses a language, at registration or later. */
export const chooseLanguageAction = action({
  name: 'choose-language',
  step: 'language',
  isForRegistered: true,
  run: async (ctx, argument) => {
    const language = ctx.settings.values.offered_languages.find((offered) => offered === argument);
    if (!language || !ctx.canChooseLanguage) return undefined;
    await chooseLanguage(ctx.tenant, ctx.tx, { person: ctx.person, language });
    return ctx.person.registeredAt ? openMenu(ctx, ctx.voice.texts.language.changed) : 'next';
  },
});
