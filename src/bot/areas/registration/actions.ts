import { chooseLanguage } from '#services/people/update-person.js';
import type { Actions } from '../../action.js';
import { takeKeptGift } from '../campaigns/take-kept-gift.js';
import { openMenu } from '../menu/open/open-menu.js';
import { readPurpose } from './read-purpose.js';
import { openLanguage } from './open/open-language.js';
import { endCodeQuestion } from './end-code-question.js';

/** The answers to the steps of registration, and the choice of another language later. */
export const registrationActions: Actions<'choose-language' | 'joined' | 'language' | 'skip-code'> = {
  language: { isForRegistered: true, run: openLanguage },
  'choose-language': {
    step: 'language',
    isForRegistered: true,
    run: async (ctx, argument) => {
      const language = ctx.settings.values.offered_languages.find((offered) => offered === argument);
      if (!language || !ctx.canChooseLanguage) return undefined;
      await chooseLanguage(ctx.tenant, ctx.tx, { person: ctx.person, language });
      return ctx.person.registeredAt ? openMenu(ctx, ctx.voice.texts.registration.language.changed) : 'next';
    },
  },
  'skip-code': {
    step: 'code',
    isForRegistered: false,
    run: (ctx) => {
      endCodeQuestion(ctx);
      return 'next' as const;
    },
  },
  // The person says so; only Telegram's word counts.
  joined: {
    step: 'channel',
    isForRegistered: true,
    run: async (ctx, argument) => {
      const { alerts, channel } = ctx.voice.texts.registration;
      if (ctx.membership.kind === 'stranger') {
        ctx.answer(alerts.notJoined, true);
        ctx.carryOver();
        return 'nothing';
      }
      if (!ctx.person.registeredAt) return 'next';
      // What they were asked for before the gate is waited for still.
      ctx.carryOver();
      const purpose = readPurpose(argument);
      const gift = purpose === 'trial' ? await takeKeptGift(ctx) : undefined;
      return openMenu(ctx, gift ?? (purpose ? channel.goOn : channel.passed));
    },
  },
};
